package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A smooth rectified linear unit, entry by entry: {@code y = log(1 + exp(beta x)) / beta}; always
 * positive. Large numbers do not overflow. PyTorch's {@code Softplus}, which goes over to {@code y
 * = x} above 20.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by Glorot's rule, see
 * {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Dense(units = 1) @Softplus       Layer variance;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Softplus {

  /**
   * How sharp the bend is.
   *
   * @return greater than 0
   */
  double beta() default 1;
}
