package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the network's input as a field of its own, so that it has a name; the other way is
 * {@link Network#input()}. It must be the first field, and it is that field's only annotation.
 *
 * <pre>{@code
 * @Input(shape = 13)               Layer features;
 * @Dense(units = 32) @Relu         Layer hidden;
 * }</pre>
 *
 * <p>There may be several, the first of them on the first field. The field behind one reads it, and
 * any later field may by name. A sample then is a row of all inputs back to back, in the order of
 * the fields, each row-major.
 *
 * <pre>{@code
 * @Input(shape = {1, 28, 28})                              Layer image;
 * @Conv2d(filters = 4, kernel = 5) @Relu @GlobalAvgPool    Layer seen;
 * @Input(shape = 3)                                        Layer measured;
 * @Concat({"seen", "measured"}) @Dense(units = 2)
 *     @Output(loss = Loss.CROSS_ENTROPY)                   Layer answer;
 * }</pre>
 *
 * <p>It has no parameters and changes nothing.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Input {

  /**
   * The shape of one sample, without the batch: {@code {features}}, or {@code {channels, height,
   * width}} for images; row-major in this order, as in PyTorch.
   *
   * @return the sizes, each at least 1
   */
  int[] shape();
}
