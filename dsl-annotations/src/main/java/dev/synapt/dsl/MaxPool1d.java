package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The maximum over windows; padding never wins. PyTorch's {@code MaxPool1d}.
 *
 * <p>Shape: {@code [C, L] -> [C, L']}, per axis {@code floor((n + before + after - dilation * (size
 * - 1) - 1) / stride) + 1}. No parameters.
 *
 * <pre>{@code
 * @MaxPool1d(2)       Layer pool1;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface MaxPool1d {

  /**
   * The size of a window: one number.
   *
   * @return each at least 1
   */
  int[] value();

  /**
   * The step between two windows: one number.
   *
   * @return empty by default: the size of a window
   */
  int[] stride() default {};

  /**
   * The distance between neighbouring taps: one number.
   *
   * @return each at least 1; 1 by default
   */
  int[] dilation() default 1;

  /**
   * How far windows may reach over the edge. Not together with {@link #pad()}.
   *
   * @return {@link Padding#VALID} by default: not at all
   */
  Padding padding() default Padding.VALID;

  /**
   * Explicit padding: one number for all sides, one for each axis, or those in front of all axes
   * and then those behind; at most half a window.
   *
   * @return empty by default, so that {@link #padding()} decides
   */
  int[] pad() default {};
}
