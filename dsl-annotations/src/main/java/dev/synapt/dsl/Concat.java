package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Earlier layers side by side: the channels of the first, then those of the second, and so on; of
 * vectors their features. PyTorch's {@code torch.cat} with {@code dim = axis + 1}, Keras' {@code
 * Concatenate}. Stands in front of the field's other annotations: it reads the layers it names and
 * not the field before it.
 *
 * <p>Shape: {@code [C1, ...]} and {@code [C2, ...]} become {@code [C1 + C2, ...]}, and likewise
 * along another {@link #axis}; all other axes must agree. No parameters.
 *
 * <pre>{@code
 * @Conv2d(filters = 8, kernel = 3, padding = Padding.SAME)                 Layer a;
 * @From("input") @Conv2d(filters = 4, kernel = 1)                          Layer b;
 * @Concat({"a", "b"}) @Relu                                                Layer both;
 * }</pre>
 *
 * @see Add
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Concat {

  /**
   * The layers to put side by side.
   *
   * @return two or more names of earlier fields of the same class; {@code "input"} is the network's
   *     or the block's input, unless a field has that name
   */
  String[] value();

  /**
   * The axis along which they stand.
   *
   * @return counted in the shape of a sample, without the batch: 0 for channels or features (the
   *     default), then 1, 2 and 3, as in {@code [C, H, W]} and {@code [C, D, H, W]}
   */
  int axis() default 0;
}
