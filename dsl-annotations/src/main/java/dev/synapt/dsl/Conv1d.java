package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Convolution over a sequence {@code [C, L]}, as all libraries have it: cross-correlation.
 * PyTorch's {@code Conv1d}.
 *
 * <p>Shape: {@code [C, L] -> [filters, L']} with {@code L' = floor((L + before + after - dilation *
 * (kernel - 1) - 1) / stride) + 1}. With {@link Padding#CAUSAL} no position sees what comes later.
 *
 * <p>Parameters: {@code weight [filters, C / groups, kernel]} and {@code bias [filters]}.
 *
 * <pre>{@code
 * @Conv1d(filters = 32, kernel = 3, dilation = 2, padding = Padding.CAUSAL) @Relu       Layer t2;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Conv1d {

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
