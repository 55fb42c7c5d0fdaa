package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rectified linear unit with learned slopes of the negative side: {@code y = x} for positive
 * {@code x}, else {@code w x}, with one slope for each channel (He and others 2015). PyTorch's
 * {@code PReLU}; the derivative at 0 is {@code w}.
 *
 * <p>Shape: unchanged. Parameters: {@code weight}, one per channel or one in all, 0.25 at the
 * start. The weights of a layer before it start by He's rule, see {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Conv2d(filters = 16, kernel = 3) @PRelu       Layer conv1;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface PRelu {

  /**
   * Whether all channels have one slope in common, which is the default of PyTorch.
   *
   * @return false by default
   */
  boolean shared() default false;
}
