package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code y = min(max(x, -1), 1)}, entry by entry. PyTorch's {@code Hardtanh}; the derivative at the
 * kinks is 0.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by Glorot's rule, see
 * {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Dense(units = 16) @HardTanh       Layer hidden;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface HardTanh {}
