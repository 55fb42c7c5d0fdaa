package dev.synapt.runtime.optimizer;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Settings of their own for some layers, as PyTorch's parameter groups. What a group does not state
 * is as for all other layers. Immutable: every method gives a changed copy.
 *
 * <pre>{@code
 * Sgd.withLearningRate(0.1).weightDecay(5e-4)
 *     .group(ParameterGroup.of("encoder*").learningRateFactor(0.1))
 *     .group(ParameterGroup.of("digit").weightDecay(0))
 * }</pre>
 */
public final class ParameterGroup {

  private static final double AS_BEFORE = Double.NaN;

  private final String selector;
  private final double learningRateFactor;
  private final Regularization regularization;

  private ParameterGroup(
      String selector, double learningRateFactor, Regularization regularization) {
    this.selector = selector;
    this.learningRateFactor = learningRateFactor;
    this.regularization = regularization;
  }

  /**
   * A group that states nothing yet.
   *
   * @param selector the name of a layer ({@code fc1}), of a stage of it ({@code fc1.dense}) or of a
   *     tensor ({@code fc1.dense.bias}); {@code *} stands for any characters. A layer within a
   *     block is named with the block: {@code stage1.0.c1}
   * @return the group
   */
  public static ParameterGroup of(String selector) {
    if (selector.isBlank()) {
      throw new IllegalArgumentException("the name that selects a group's layers is blank");
    }
    Regularization unstated = new Regularization(AS_BEFORE, AS_BEFORE, AS_BEFORE, null);
    return new ParameterGroup(selector, AS_BEFORE, unstated);
  }

  /**
   * The group with a learning rate that is a multiple of the others'.
   *
   * @param factor 0 or more; 0 leaves the weights as they are, bit for bit
   * @return the changed copy
   */
  public ParameterGroup learningRateFactor(double factor) {
    double checked = Check.notNegative("learning rate factor", factor);
    return new ParameterGroup(selector, checked, regularization);
  }

  /**
   * The group with another {@link UpdateRule#weightDecay}.
   *
   * @param value 0 or more
   * @return the changed copy
   */
  public ParameterGroup weightDecay(double value) {
    return with(regularization.withWeightDecay(value));
  }

  /**
   * The group with another {@link UpdateRule#l1}.
   *
   * @param strength 0 or more
   * @return the changed copy
   */
  public ParameterGroup l1(double strength) {
    return with(regularization.withL1(strength));
  }

  /**
   * The group with another {@link UpdateRule#l2}.
   *
   * @param strength 0 or more
   * @return the changed copy
   */
  public ParameterGroup l2(double strength) {
    return with(regularization.withL2(strength));
  }

  /**
   * The group with another {@link UpdateRule#maxNorm}.
   *
   * @param limit positive; infinity is no limit
   * @param norm what is limited
   * @return the changed copy
   */
  public ParameterGroup maxNorm(double limit, Norm norm) {
    return with(regularization.withMaxNorm(new MaxNorm(limit, norm)));
  }

  private ParameterGroup with(Regularization changed) {
    return new ParameterGroup(selector, learningRateFactor, changed);
  }

  String selector() {
    return selector;
  }

  boolean selects(String tensor) {
    String pattern = Pattern.quote(selector).replace("*", "\\E.*\\Q");
    return Pattern.matches(pattern + "(\\..*)?", tensor);
  }

  double factorOver(double former) {
    return Double.isNaN(learningRateFactor) ? former : learningRateFactor;
  }

  Regularization regularizationOver(Regularization former) {
    return regularization.over(former);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterGroup that
        && selector.equals(that.selector)
        && Double.compare(learningRateFactor, that.learningRateFactor) == 0
        && regularization.equals(that.regularization);
  }

  @Override
  public int hashCode() {
    return Objects.hash(selector, learningRateFactor, regularization);
  }

  @Override
  public String toString() {
    String rate =
        Double.isNaN(learningRateFactor) ? "" : ", learningRateFactor=" + learningRateFactor;
    return "group(" + selector + rate + regularization.text(true) + ")";
  }
}
