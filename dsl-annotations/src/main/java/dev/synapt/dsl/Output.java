package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the network's last field and says with which loss it is trained. It is the last annotation
 * of the last field.
 *
 * <p>The generated {@code predict} returns what arrives here, of the same shape. With {@link
 * Loss#CROSS_ENTROPY} it returns probabilities: the softmax of what arrives.
 *
 * <pre>{@code
 * @Dense(units = 1) @Output(loss = Loss.MSE)                                    Layer price;
 * @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY, labels = {"no", "yes"})  Layer answer;
 * }</pre>
 *
 * <p>It has no parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Output {

  /**
   * What training makes small.
   *
   * @return the loss
   */
  Loss loss();

  /**
   * How the losses of a batch become one number, of which the gradients are taken.
   *
   * @return {@link Reduction#MEAN} by default, as in PyTorch
   */
  Reduction reduction() default Reduction.MEAN;

  /**
   * Names of the classes, for display, in the order of the class indices.
   *
   * @return one name per class; empty by default, which means the indices themselves
   */
  String[] labels() default {};
}
