package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The maximum of each window of an image, channel by channel:
 *
 * <pre>{@code
 * y[c, i, j] = max over r, s of x[c, i * strideY + r - top, j * strideX + s - left]
 * }</pre>
 *
 * Padding counts as minus infinity: it is never the maximum.
 *
 * <p>Shape: {@code [C, H, W] -> [C, H', W']}. With explicit padding (none by default), per axis
 * {@code H' = floor((H + top + bottom - window) / stride) + 1}, so rows and columns that fill no
 * whole window are left out; with {@link Padding#SAME}, {@code H' = ceil(H / stride)}.
 *
 * <p>No parameters. Every {@code int[]} here means {@code {height, width}}, and one number stands
 * for both.
 *
 * <pre>{@code
 * @Conv2d(filters = 6, kernel = 5) @Relu @MaxPool2d(2)           Layer conv1;
 * @MaxPool2d(value = 3, stride = 2, pad = 1)                     Layer pool;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface MaxPool2d {

  /**
   * The size of the window: one number for a square, or {@code {height, width}}.
   *
   * @return one or two numbers, each at least 1
   */
  int[] value();

  /**
   * The step between two windows: one number, or {@code {vertical, horizontal}}.
   *
   * @return one or two numbers, each at least 1; empty by default, which means the size of the
   *     window, as in PyTorch and Keras
   */
  int[] stride() default {};

  /**
   * How much the image is padded. Not together with {@link #pad()}. Padding is never the maximum.
   *
   * @return {@link Padding#VALID} by default: not at all
   */
  Padding padding() default Padding.VALID;

  /**
   * Explicit padding: one number for all sides, two for {@code {vertical, horizontal}}, each on
   * both sides, or four for {@code {top, left, bottom, right}}.
   *
   * @return one, two or four numbers, each at least 0; empty by default, so that {@link #padding()}
   *     decides
   */
  int[] pad() default {};

  /**
   * The distance between neighbouring taps of a window: one number, or {@code {vertical,
   * horizontal}}.
   *
   * @return one or two numbers, each at least 1; 1 by default
   */
  int[] dilation() default 1;
}
