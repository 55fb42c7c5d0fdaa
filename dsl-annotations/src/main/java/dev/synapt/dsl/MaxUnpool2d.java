package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Brings each number back to where an earlier {@link MaxPool2d} took its maximum from; all other
 * positions are zero. PyTorch's {@code MaxUnpool2d} with the pooling's indices and {@code
 * output_size}; the decoder of SegNet (Badrinarayanan, Kendall and Cipolla 2017).
 *
 * <p>Shape: what arrives must have the shape of the pooling's result; what leaves has that of the
 * pooling's input. The pooling's windows must not overlap. No parameters. The pooling's choice
 * itself has no gradient.
 *
 * <pre>{@code
 * @Conv2d(filters = 8, kernel = 3, padding = Padding.SAME) @Relu @MaxPool2d(2)   Layer down;
 * @Conv2d(filters = 8, kernel = 3, padding = Padding.SAME) @Relu                 Layer middle;
 * @MaxUnpool2d(of = "down")                                                      Layer up;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface MaxUnpool2d {

  /**
   * The pooling to undo.
   *
   * @return the name of an earlier field of the same class with {@link MaxPool2d}
   */
  String of();
}
