package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dropout of whole channels: in training, sets each channel of a sample to zero with the given
 * probability, and multiplies the others by {@code 1 / (1 - value)}. In inference it does nothing.
 * Neighbouring positions tell much the same, so that {@link Dropout} leaves most of a channel's
 * message where convolutions follow. PyTorch's {@code Dropout1d}, {@code 2d} and {@code 3d}, Keras'
 * {@code SpatialDropout2D}.
 *
 * <p>Shape: unchanged, {@code [C, ...]}; of a vector each entry is a channel. No parameters. What
 * is dropped follows from the trainer's seed and the number of the step alone.
 *
 * <pre>{@code
 * @Conv2d(filters = 16, kernel = 3) @Relu @SpatialDropout(0.1)     Layer conv1;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface SpatialDropout {

  /**
   * The probability with which a channel is dropped.
   *
   * @return at least 0 and less than 1
   */
  double value();
}
