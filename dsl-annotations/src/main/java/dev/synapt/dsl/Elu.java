package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The exponential linear unit, entry by entry: {@code y = x} for positive {@code x}, else {@code
 * alpha (exp(x) - 1)} (Clevert, Unterthiner and Hochreiter 2016). PyTorch's {@code ELU}.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by He's rule, see
 * {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Dense(units = 64) @Elu       Layer hidden;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Elu {

  /**
   * What very negative numbers approach, with a minus sign.
   *
   * @return greater than 0
   */
  double alpha() default 1;
}
