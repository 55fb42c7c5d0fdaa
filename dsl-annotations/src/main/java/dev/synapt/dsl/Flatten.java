package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sequence, image or volume as a vector: its entries in the order {@code [C][H][W]}, row-major.
 * PyTorch's {@code Flatten}. {@link Dense} flattens what it reads by itself; this is for what else
 * reads vectors, such as {@link LayerNorm}, {@link Concat} or an output. A vector stays as it is.
 *
 * <p>Shape: {@code [C, ...] -> [C * ...]}. No parameters.
 *
 * <pre>{@code
 * @Conv2d(filters = 4, kernel = 3) @Relu @Flatten    Layer features;
 * @From("input") @Dense(units = 16) @Relu            Layer other;
 * @Concat({"features", "other"})                     Layer both;
 * }</pre>
 *
 * @see Reshape
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Flatten {}
