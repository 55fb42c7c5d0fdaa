package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Convolution over a volume {@code [C, D, H, W]}: cross-correlation. PyTorch's {@code Conv3d}. Made
 * of tables of positions, not of tiles in registers: correct on every path, and slower for each
 * multiply-add than {@link Conv2d}.
 *
 * <p>Shape: {@code [C, D, H, W] -> [filters, D', H', W']}, per axis as {@link Conv2d}.
 *
 * <p>Parameters: {@code weight [filters, C / groups, kernelDepth, kernelHeight, kernelWidth]} and
 * {@code bias [filters]}.
 *
 * <pre>{@code
 * @Conv3d(filters = 8, kernel = 3, padding = Padding.SAME) @Relu       Layer conv1;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Conv3d {

  /**
   * The number of output channels.
   *
   * @return at least 1
   */
  int filters();

  /**
   * The size of the kernel: one number, or three {@code {depth, height, width}}.
   *
   * @return each at least 1
   */
  int[] kernel();

  /**
   * The step between two windows: one number, or three {@code {depth, height, width}}.
   *
   * @return each at least 1; 1 by default
   */
  int[] stride() default 1;

  /**
   * The distance between neighbouring taps: one number, or three {@code {depth, height, width}}.
   *
   * @return each at least 1; 1 by default
   */
  int[] dilation() default 1;

  /**
   * How much the input is padded with zeros. Not together with {@link #pad()}.
   *
   * @return {@link Padding#VALID} by default: not at all
   */
  Padding padding() default Padding.VALID;

  /**
   * Explicit padding with zeros: one number for all sides, one for each axis, or those in front of
   * all axes and then those behind.
   *
   * @return empty by default, so that {@link #padding()} decides
   */
  int[] pad() default {};

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
