package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The Gaussian error linear unit, entry by entry: {@code y = x P(x)}, with {@code P} the
 * distribution function of the standard normal distribution (Hendrycks and Gimpel 2016). PyTorch's
 * {@code GELU}.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by He's rule, see
 * {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Dense(units = 256) @Gelu                         Layer wide;
 * @Dense(units = 256) @Gelu(approximate = true)     Layer wider;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Gelu {

  /**
   * Whether to compute {@code x sigmoid(2 sqrt(2/pi) (x + 0.044715 x^3))} instead, which is what
   * PyTorch calls {@code approximate="tanh"} and what GPT-2 was trained with.
   *
   * @return false by default
   */
  boolean approximate() default false;
}
