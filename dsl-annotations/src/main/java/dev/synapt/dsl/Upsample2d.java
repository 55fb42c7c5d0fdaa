package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Scales an image. PyTorch's {@code Upsample}.
 *
 * <p>Shape: {@code [C, H, W] -> [C, value H, value W]}, or to {@link #size()}. No parameters.
 *
 * <pre>{@code
 * @Upsample2d(2)                                                          Layer up1;
 * @Upsample2d(value = 2, mode = Interpolation.BILINEAR)                   Layer up2;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Upsample2d {

  /**
   * The factors: one number, or {@code {vertical, horizontal}}.
   *
   * @return each at least 1; 2 by default
   */
  int[] value() default 2;

  /**
   * The size of the result instead, which may be smaller: one number, or {@code {rows, columns}}.
   *
   * @return empty by default, so that {@link #value()} decides
   */
  int[] size() default {};

  /**
   * What is between the positions of the input.
   *
   * @return {@link Interpolation#NEAREST} by default, as in PyTorch
   */
  Interpolation mode() default Interpolation.NEAREST;

  /**
   * Whether, for {@link Interpolation#BILINEAR}, the corner positions of input and result are the
   * same; else the corners of the images are.
   *
   * @return false by default, as in PyTorch
   */
  boolean alignCorners() default false;
}
