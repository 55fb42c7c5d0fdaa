package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The continuously differentiable exponential linear unit, entry by entry: {@code y = x} for
 * positive {@code x}, else {@code alpha (exp(x / alpha) - 1)} (Barron 2017). Its slope at 0 is 1
 * for every alpha, which that of {@link Elu} is for alpha 1 only. PyTorch's {@code CELU}.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by He's rule, see
 * {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Dense(units = 64) @Celu(alpha = 0.5)  Layer hidden;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Celu {

  /**
   * What very negative numbers approach, with a minus sign.
   *
   * @return greater than 0
   */
  double alpha() default 1;
}
