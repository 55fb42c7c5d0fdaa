package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scaled exponential linear unit, entry by entry: {@code y = s x} for positive {@code x}, else
 * {@code s a (exp(x) - 1)} with {@code s = 1.0507009873554805} and {@code a = 1.6732632423543772}
 * (Klambauer and others 2017). With weights from LeCun's normal rule numbers keep mean 0 and
 * variance 1. PyTorch's {@code SELU}.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by LeCun's normal
 * rule, see {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Dense(units = 64) @Selu       Layer hidden;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Selu {}
