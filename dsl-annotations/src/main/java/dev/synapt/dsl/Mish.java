package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code y = x tanh(log(1 + exp(x)))}, entry by entry (Misra 2019). PyTorch's {@code Mish}.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by He's rule, see
 * {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Conv2d(filters = 16, kernel = 3) @Mish       Layer conv1;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Mish {}
