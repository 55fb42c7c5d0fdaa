package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest entry of each channel.
 *
 * <p>Shape: {@code [C, ...] -> [C]}. No parameters.
 *
 * <pre>{@code
 * @GlobalMaxPool @Dense(units = 10)       Layer logits;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface GlobalMaxPool {}
