package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The logarithm of the sigmoid, entry by entry: {@code y = -log(1 + exp(-x))}. Large numbers do not
 * overflow. PyTorch's {@code LogSigmoid}.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by Glorot's rule, see
 * {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Dense(units = 16) @LogSigmoid       Layer hidden;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface LogSigmoid {}
