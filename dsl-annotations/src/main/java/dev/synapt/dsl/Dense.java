package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fully connected layer: {@code y = W x + b}, every output from every input. PyTorch's {@code
 * Linear}, Keras' {@code Dense}.
 *
 * <p>Shape: {@code [n] -> [units]}. An image {@code [C, H, W]} is flattened first, into {@code C *
 * H * W} numbers in that order, and the summary says so.
 *
 * <p>Parameters: {@code weight [units, n]} and {@code bias [units]}, together {@code units * n +
 * units} numbers ({@code units * n} without the bias), named after the field, as {@code
 * fc1.dense.weight}.
 *
 * <pre>{@code
 * @Dense(units = 120) @Relu        Layer fc1;
 * @Dense(units = 10)               Layer scores;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Dense {

  /**
   * The number of outputs.
   *
   * @return at least 1
   */
  int units();

  /**
   * Whether the bias {@code b} is added. It starts at zero. A {@link BatchNorm} right after makes
   * it superfluous.
   *
   * @return true by default, as in PyTorch and Keras
   */
  boolean bias() default true;

  /**
   * How the weight starts, with {@code fanIn = n} and {@code fanOut = units}.
   *
   * @return {@link Init#DEFAULT} by default: chosen by the activation that follows
   */
  Init init() default Init.DEFAULT;
}
