package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Transposed convolution: each position of the input adds its share, by the weight, to a window of
 * the result; what a {@code Conv1d} of the same numbers does to gradients. PyTorch's {@code
 * ConvTranspose1d}.
 *
 * <p>Shape: {@code [C, L] -> [filters, L']}, per axis {@code (n - 1) * stride - before - after +
 * dilation * (kernel - 1) + 1 + outputPad}.
 *
 * <p>Parameters: {@code weight [C, filters / groups, kernel...]} and {@code bias [filters]}.
 *
 * <pre>{@code
 * @ConvTranspose1d(filters = 16, kernel = 4, stride = 2, pad = 1) @Relu       Layer up1;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface ConvTranspose1d {

  /**
   * The number of output channels.
   *
   * @return at least 1
   */
  int filters();

  /**
   * The size of the kernel: one number.
   *
   * @return each at least 1
   */
  int[] kernel();

  /**
   * The step between two windows: one number.
   *
   * @return each at least 1; 1 by default
   */
  int[] stride() default 1;

  /**
   * The distance between neighbouring taps: one number.
   *
   * @return each at least 1; 1 by default
   */
  int[] dilation() default 1;

  /**
   * How much is cut off each end of the result: one number, one for each axis, or those in front of
   * all axes and then those behind.
   *
   * @return none by default
   */
  int[] pad() default {};

  /**
   * Positions added behind each axis, for results whose size is not determined by the input.
   * PyTorch's {@code output_padding}.
   *
   * @return none by default
   */
  int[] outputPad() default {};

  /**
   * Groups of channels, each convolved by filters of its own. As many groups as channels is a
   * depthwise convolution.
   *
   * @return divides the channels and the filters; 1 by default
   */
  int groups() default 1;

  /**
   * Whether one number per filter is added.
   *
   * @return true by default
   */
  boolean bias() default true;

  /**
   * How the weight starts.
   *
   * @return {@link Init#DEFAULT} by default: chosen by the activation that follows
   */
  Init init() default Init.DEFAULT;
}
