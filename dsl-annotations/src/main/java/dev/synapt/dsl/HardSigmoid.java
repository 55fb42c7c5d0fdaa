package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sigmoid of straight lines, entry by entry: {@code y = min(max(x / 6 + 1/2, 0), 1)}. PyTorch's
 * {@code Hardsigmoid}; the derivative at the kinks is 0.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by Glorot's rule, see
 * {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Dense(units = 16) @HardSigmoid       Layer gate;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface HardSigmoid {}
