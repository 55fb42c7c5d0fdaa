package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The hyperbolic tangent, entry by entry: {@code y = tanh(x)}, between -1 and 1.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by Glorot's rule, see
 * {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Dense(units = 64) @Tanh          Layer hidden;
 * @Dense(units = 10)                Layer scores;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Tanh {}
