package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts a border around an image.
 *
 * <p>Shape: {@code [C, H, W] -> [C, top + H + bottom, left + W + right]}. No parameters.
 *
 * <pre>{@code
 * @Pad2d(value = 1, border = Border.MIRRORED)       Layer padded;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Pad2d {

  /**
   * The amounts: one number for all sides, two for {@code {vertical, horizontal}}, or four for
   * {@code {top, left, bottom, right}}.
   *
   * @return each at least 0
   */
  int[] value();

  /**
   * What the border is made of.
   *
   * @return {@link Border#ZEROS} by default
   */
  Border border() default Border.ZEROS;
}
