package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an output of the network and says with which loss it is trained. It is the last annotation
 * of its field; most networks have one, on their last field.
 *
 * <p>The generated {@code predict} returns what arrives here, of the same shape. With {@link
 * Loss#CROSS_ENTROPY} and {@link Loss#SOFT_CROSS_ENTROPY} it returns probabilities: the softmax of
 * what arrives; with {@link Loss#BINARY_CROSS_ENTROPY} its sigmoid.
 *
 * <pre>{@code
 * @Dense(units = 1) @Output(loss = Loss.MSE)                                    Layer price;
 * @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY, labels = {"no", "yes"})  Layer answer;
 * }</pre>
 *
 * <p>Of several outputs the losses are added up, each times its {@link #weight}; what a later field
 * reads of an output's field is what arrives here. A field behind an output says what it reads.
 * Results of a sample stand back to back in a row, in the order of the fields, and so do the
 * answers that training wants.
 *
 * <pre>{@code
 * @Dense(units = 32) @Relu                                                      Layer trunk;
 * @Dense(units = 10) @Output(loss = Loss.CROSS_ENTROPY)                         Layer digit;
 * @From("trunk") @Dense(units = 1) @Output(loss = Loss.MSE, weight = 0.3)       Layer slant;
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

  /**
   * Where {@link Loss#HUBER} and {@link Loss#SMOOTH_L1} go over from the square to the absolute
   * value.
   *
   * @return greater than 0
   */
  double delta() default 1;

  /**
   * How much of each target of {@link Loss#CROSS_ENTROPY} or {@link Loss#SOFT_CROSS_ENTROPY} is
   * spread evenly over all classes: {@code (1 - value) target + value / classes}.
   *
   * @return at least 0 and less than 1
   */
  double labelSmoothing() default 0;

  /**
   * Factors of the classes, for losses over classes and for {@link Loss#BINARY_CROSS_ENTROPY}; for
   * data in which some classes are rare.
   *
   * @return one factor per class; empty by default, which means 1 for all
   */
  double[] classWeights() default {};

  /**
   * A label that does not count: such a sample, or position of an image, has no loss and no
   * gradient and is no part of the mean.
   *
   * @return at most one label, which may be outside of the classes; none by default
   */
  int[] ignoreLabel() default {};

  /**
   * What the loss is multiplied by before those of all outputs are added up.
   *
   * @return greater than 0; 1 where there is one output
   */
  double weight() default 1;
}
