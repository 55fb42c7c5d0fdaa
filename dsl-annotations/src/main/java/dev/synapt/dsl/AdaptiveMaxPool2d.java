package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest of each of so many parts of an image, whatever its size: part i of n over L rows is
 * those from {@code floor(i L / n)} to below {@code ceil((i + 1) L / n)}. PyTorch's {@code
 * AdaptiveMaxPool2d}.
 *
 * <p>Shape: {@code [C, H, W] -> [C, rows, columns]}. No parameters.
 *
 * <pre>{@code
 * @AdaptiveMaxPool2d(4) @Dense(units = 10)       Layer logits;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface AdaptiveMaxPool2d {

  /**
   * Rows and columns of the result: one number, or {@code {rows, columns}}.
   *
   * @return each at least 1
   */
  int[] value();
}
