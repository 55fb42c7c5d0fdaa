package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a network may cost at most. A network that costs more does not compile, and the error names
 * its five most expensive layers. A limit that is left out is none.
 *
 * <pre>{@code
 * @Network(input = {1, 28, 28})
 * @Budget(parameters = 70_000, arenaBytes = 400_000)
 * final class Digits { ... }
 * }</pre>
 *
 * <p>All numbers are those of the summary.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Budget {

  /**
   * The most trained values: weights, biases, scales and shifts, no running statistics.
   *
   * @return no limit by default
   */
  long parameters() default Long.MAX_VALUE;

  /**
   * The most multiply-adds of one sample's forward pass, those of convolutions and dense layers.
   *
   * @return no limit by default
   */
  long multiplyAdds() default Long.MAX_VALUE;

  /**
   * The most bytes of the arrays of a {@code ...Network} object: packed weights, and the memory of
   * one prediction. What the first {@code predictBatch} adds is not among them.
   *
   * @return no limit by default
   */
  long arenaBytes() default Long.MAX_VALUE;

  /**
   * The most bytes of the arrays of a {@code ...Trainer} object: packed weights, gradients and the
   * memory of a whole batch, without the optimizer's state.
   *
   * @return no limit by default
   */
  long trainingArenaBytes() default Long.MAX_VALUE;
}
