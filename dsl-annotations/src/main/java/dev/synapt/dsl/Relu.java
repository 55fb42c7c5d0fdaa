package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rectified linear unit, entry by entry: {@code y = max(x, 0)}. Its derivative at 0 is taken as
 * 0, as in PyTorch.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by He's rule, see
 * {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Dense(units = 64) @Relu          Layer hidden;
 * @Dense(units = 10)                Layer scores;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Relu {}
