package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Group normalisation (Wu and He 2018): the channels are divided into groups of neighbours; each
 * group of each sample is brought to mean 0 and variance 1 over its channels and positions, then
 * every channel is scaled and shifted by learned numbers:
 *
 * <pre>{@code
 * y = (x - mean) / sqrt(variance + epsilon) * weight + bias
 * }</pre>
 *
 * <p>The variance is the biased one, divided by the count. Training and inference are the same, and
 * nothing depends on the size of the batch. As PyTorch's {@code GroupNorm}.
 *
 * <p>Shape: unchanged, {@code [C, ...]}. Parameters, where affine: {@code weight [C]}, starting at
 * 1, and {@code bias [C]}, starting at 0.
 *
 * <pre>{@code
 * @Conv2d(filters = 16, kernel = 3, bias = false) @GroupNorm(groups = 4) @Relu   Layer conv1;
 * }</pre>
 *
 * @see LayerNorm
 * @see InstanceNorm
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface GroupNorm {

  /**
   * The number of groups.
   *
   * @return at least 1; must divide the channels
   */
  int groups();

  /**
   * Is added to the variance so that the division stays finite.
   *
   * @return greater than 0; 1e-5 by default, PyTorch's (Keras has 1e-3)
   */
  double epsilon() default 1e-5;

  /**
   * Whether there are learned scales and shifts.
   *
   * @return true by default, as in PyTorch
   */
  boolean affine() default true;
}
