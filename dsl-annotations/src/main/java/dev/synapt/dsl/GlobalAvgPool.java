package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean of each channel over the whole image, sequence or volume: {@code y[c] = 1 / (H * W) *
 * sum over i, j of x[c, i, j]}. PyTorch's {@code AdaptiveAvgPool2d(1)} and a flattening, Keras'
 * {@code GlobalAveragePooling2D}.
 *
 * <p>Shape: {@code [C, ...] -> [C]}. No parameters.
 *
 * <pre>{@code
 * @GlobalAvgPool @Dense(units = 10)     Layer logits;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface GlobalAvgPool {}
