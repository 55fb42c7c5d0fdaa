package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Instance normalisation (Ulyanov, Vedaldi and Lempitsky 2016): each channel of each sample is
 * brought to mean 0 and variance 1 over its positions:
 *
 * <pre>{@code
 * y = (x - mean) / sqrt(variance + epsilon)
 * }</pre>
 *
 * <p>The variance is the biased one, divided by the count. Training and inference are the same: as
 * PyTorch's {@code InstanceNorm1d}, {@code 2d} and {@code 3d} without running statistics. It is
 * {@link GroupNorm} with as many groups as channels.
 *
 * <p>Shape: unchanged, {@code [C, ...]} with more than one position. Parameters, where affine:
 * {@code weight [C]}, starting at 1, and {@code bias [C]}, starting at 0.
 *
 * <pre>{@code
 * @Conv2d(filters = 16, kernel = 3) @InstanceNorm @Relu   Layer conv1;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface InstanceNorm {

  /**
   * Is added to the variance so that the division stays finite.
   *
   * @return greater than 0; 1e-5 by default, PyTorch's (Keras has 1e-3)
   */
  double epsilon() default 1e-5;

  /**
   * Whether there are learned scales and shifts.
   *
   * @return false by default, as in PyTorch
   */
  boolean affine() default false;
}
