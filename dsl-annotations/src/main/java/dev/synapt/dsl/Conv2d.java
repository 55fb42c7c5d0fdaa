package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution over an image. As in every deep-learning library it is a cross-correlation, the
 * kernel is not flipped:
 *
 * <pre>{@code
 * y[f, i, j] = b[f] + sum over c, r, s of w[f, c, r, s] * x[c, i * strideY + r * dilationY - top,
 *                                                            j * strideX + s * dilationX - left]
 * }</pre>
 *
 * where {@code x} is zero outside the image.
 *
 * <p>Shape: {@code [C, H, W] -> [filters, H', W']}. With explicit padding (none by default), per
 * axis {@code H' = floor((H + top + bottom - dilation * (kernel - 1) - 1) / stride) + 1}; with
 * {@link Padding#SAME}, {@code H' = ceil(H / stride)}. A window that does not fit the padded image
 * is an error.
 *
 * <p>Parameters: {@code weight [filters, C, kernelHeight, kernelWidth]} and {@code bias [filters]},
 * together {@code filters * C * kernelHeight * kernelWidth + filters} numbers, named after the
 * field, as {@code conv1.conv2d.weight}.
 *
 * <pre>{@code
 * @Conv2d(filters = 6, kernel = 5, padding = Padding.SAME) @Relu        Layer conv1;
 * @Conv2d(filters = 16, kernel = {3, 5}, stride = 2, pad = {1, 2})      Layer conv2;
 * }</pre>
 *
 * <p>Every {@code int[]} here means {@code {height, width}}, and one number stands for both. The
 * defaults are PyTorch's.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Conv2d {

  /**
   * The number of output channels.
   *
   * @return at least 1
   */
  int filters();

  /**
   * The size of the kernel: one number for a square, or {@code {height, width}}.
   *
   * @return one or two numbers, each at least 1
   */
  int[] kernel();

  /**
   * The step between two windows: one number, or {@code {vertical, horizontal}}.
   *
   * @return one or two numbers, each at least 1; 1 by default
   */
  int[] stride() default 1;

  /**
   * The distance between neighbouring taps of the kernel: one number, or {@code {vertical,
   * horizontal}}. 1 is the ordinary convolution.
   *
   * @return one or two numbers, each at least 1; 1 by default
   */
  int[] dilation() default 1;

  /**
   * How much the image is padded with zeros. Not together with {@link #pad()}.
   *
   * @return {@link Padding#VALID} by default: not at all
   */
  Padding padding() default Padding.VALID;

  /**
   * Explicit padding with zeros: one number for all sides, two for {@code {vertical, horizontal}},
   * each on both sides, or four for {@code {top, left, bottom, right}}.
   *
   * @return one, two or four numbers, each at least 0; empty by default, so that {@link #padding()}
   *     decides
   */
  int[] pad() default {};

  /**
   * Groups of channels, each convolved by filters of its own; as many groups as channels is a
   * depthwise convolution. The weight is {@code [filters, C / groups, kernelHeight, kernelWidth]}.
   * Several groups are made of tables of positions, not of tiles in registers: slower for each
   * multiply-add than one group.
   *
   * @return divides the channels and the filters; 1 by default
   */
  int groups() default 1;

  /**
   * Whether one number per filter is added. It starts at zero. A {@link BatchNorm} right after
   * makes it superfluous.
   *
   * @return true by default, as in PyTorch and Keras
   */
  boolean bias() default true;

  /**
   * How the weight starts, with {@code fanIn = C * kernelHeight * kernelWidth} and {@code fanOut =
   * filters * kernelHeight * kernelWidth}.
   *
   * @return {@link Init#DEFAULT} by default: chosen by the activation that follows
   */
  Init init() default Init.DEFAULT;
}
