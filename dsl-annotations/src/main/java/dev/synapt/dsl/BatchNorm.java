package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Batch normalisation: every channel is brought to mean 0 and variance 1, then scaled and shifted
 * by learned numbers:
 *
 * <pre>{@code
 * y = (x - mean) / sqrt(variance + epsilon) * weight + bias
 * }</pre>
 *
 * <p>In training, mean and variance (the biased one, divided by the count) are those of the batch:
 * of an image {@code [C, H, W]} per channel over all samples and positions, of a vector {@code [n]}
 * per entry over all samples. In inference they are the running statistics, which every training
 * step moves: {@code running = (1 - momentum) * running + momentum * batch}; the variance that goes
 * in there is the unbiased one (divided by the count minus one). All this is as in PyTorch's {@code
 * BatchNorm2d} and {@code BatchNorm1d}.
 *
 * <p>Shape: unchanged.
 *
 * <p>Parameters: {@code weight [C]}, starting at 1, and {@code bias [C]}, starting at 0: {@code 2 *
 * C} numbers. Not trained but saved with them: {@code running_mean [C]}, starting at 0, and {@code
 * running_var [C]}, starting at 1. They are named after the field, as {@code
 * conv1.batchnorm.weight}.
 *
 * <pre>{@code
 * @Conv2d(filters = 16, kernel = 3, bias = false) @BatchNorm @Relu     Layer conv1;
 * @Dense(units = 64, bias = false) @BatchNorm(momentum = 0.01) @Relu   Layer fc1;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface BatchNorm {

  /**
   * Is added to the variance so that the division stays finite.
   *
   * @return greater than 0; 1e-5 by default, PyTorch's (Keras has 1e-3)
   */
  double epsilon() default 1e-5;

  /**
   * The share of a batch in the running statistics. This is PyTorch's meaning; what Keras calls
   * momentum is one minus this.
   *
   * @return from 0 to 1; 0.1 by default, PyTorch's
   */
  double momentum() default 0.1;
}
