package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * In training, sets each number to zero with the given probability, independently, and multiplies
 * the others by {@code 1 / (1 - value)}, so that the expected value stays. In inference it does
 * nothing. This is the "inverted" dropout of PyTorch and Keras.
 *
 * <p>Shape: unchanged. No parameters. What is dropped follows from the trainer's seed and the
 * number of the step alone, so a run can be repeated bit by bit.
 *
 * <pre>{@code
 * @Dense(units = 84) @Relu @Dropout(0.2)      Layer fc2;
 * @Dense(units = 10)                          Layer scores;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Dropout {

  /**
   * The probability with which a number is dropped.
   *
   * @return at least 0 and less than 1
   */
  double value();
}
