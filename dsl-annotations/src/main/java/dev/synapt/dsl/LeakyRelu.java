package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rectified linear unit that lets a little of the negative side through, entry by entry: {@code y
 * = x} for positive {@code x}, else {@code slope x} (Maas, Hannun and Ng 2013). PyTorch's {@code
 * LeakyReLU}; the derivative at 0 is {@code slope}.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by He's rule, see
 * {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Conv2d(filters = 16, kernel = 3) @LeakyRelu(slope = 0.1)       Layer conv1;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface LeakyRelu {

  /**
   * The factor of negative numbers.
   *
   * @return at least 0 and at most 1
   */
  double slope() default 0.01;
}
