package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The same entries, in the same row-major order, under another shape. PyTorch's {@code Unflatten}
 * and {@code reshape}, Keras' {@code Reshape}; the batch is not part of the shape.
 *
 * <p>Shape: any to {@code value}, of as many entries. No parameters.
 *
 * <pre>{@code
 * @Dense(units = 128) @Reshape({8, 4, 4})                         Layer seed;
 * @ConvTranspose2d(filters = 4, kernel = 4, stride = 2, pad = 1)  Layer image;
 * }</pre>
 *
 * @see Flatten
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Reshape {

  /**
   * The shape of a sample afterwards.
   *
   * @return 1 to 4 sizes, channels first, each at least 1; their product is the number of entries
   */
  int[] value();
}
