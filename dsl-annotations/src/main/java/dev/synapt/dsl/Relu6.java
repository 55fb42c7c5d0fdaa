package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rectified linear unit with an upper end, entry by entry: {@code y = min(max(x, 0), 6)}.
 * PyTorch's {@code ReLU6}; the derivative at the kinks is 0.
 *
 * <p>Shape: unchanged. No parameters. The weights of a layer before it start by He's rule, see
 * {@link Init#DEFAULT}.
 *
 * <pre>{@code
 * @Conv2d(filters = 16, kernel = 3) @Relu6       Layer conv1;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Relu6 {}
