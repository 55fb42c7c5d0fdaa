package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds to each position of a sequence a vector that tells where it is, which attention and pooling
 * would not see otherwise. By default that of Vaswani and others ("Attention is all you need",
 * 2017):
 *
 * <pre>{@code
 * y[2i,   t] = x[2i,   t] + sin(t / 10000^(2i / C))
 * y[2i+1, t] = x[2i+1, t] + cos(t / 10000^(2i / C))
 * }</pre>
 *
 * <p>Shape: {@code [C, L]}, unchanged. Parameters: none, or {@code weight [L, C]} where learned.
 *
 * <pre>{@code
 * @Embedding(vocabulary = 100, dimension = 32) @PositionalEncoding       Layer tokens;
 * }</pre>
 *
 * @see SelfAttention
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface PositionalEncoding {

  /**
   * What is added.
   *
   * @return {@link PositionKind#SINUSOIDAL} by default
   */
  PositionKind kind() default PositionKind.SINUSOIDAL;
}
