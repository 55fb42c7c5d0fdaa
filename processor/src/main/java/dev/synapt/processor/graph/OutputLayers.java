package dev.synapt.processor.graph;

import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Reduction;
import dev.synapt.processor.declaration.LossValues;
import dev.synapt.processor.declaration.StageDeclaration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Makes the layer of an output, and checks the numbers of its loss that do not depend on shapes.
 */
final class OutputLayers {

  private OutputLayers() {}

  static Layer.Output layer(
      String field, StageDeclaration.Output stage, Attributes values, ValueId x, ValueId y) {
    LossKind loss = loss(stage.loss());
    return new Layer.Output(
        field,
        x,
        y,
        loss,
        reduction(stage.reduction()),
        stage.labels(),
        options(loss, stage.values(), values),
        stage.at());
  }

  private static LossOptions options(LossKind loss, LossValues written, Attributes values) {
    checkUse(loss, written, values);
    List<Integer> ignored = values.atMostOne("ignoreLabel", written.ignoreLabel());
    return new LossOptions(
        values.number("delta", written.delta(), Range.POSITIVE),
        values.number("labelSmoothing", written.labelSmoothing(), Range.RATE),
        values.numbers("classWeights", written.classWeights(), Range.AT_LEAST_0),
        ignored.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ignored.getFirst()),
        values.number("weight", written.weight(), Range.POSITIVE));
  }

  /** A number that the loss does not have would do nothing. */
  private static void checkUse(LossKind loss, LossValues written, Attributes values) {
    LossValues none = LossValues.DEFAULT;
    boolean delta = loss == LossKind.HUBER || loss == LossKind.SMOOTH_L1;
    boolean weights = loss.hasClasses() || loss == LossKind.BINARY_CROSS_ENTROPY;
    values.unused("delta", written.delta() != none.delta() && !delta, loss);
    values.unused("labelSmoothing", written.labelSmoothing() != 0 && !loss.appliesSoftmax(), loss);
    values.unused("classWeights", !written.classWeights().isEmpty() && !weights, loss);
    values.unused("ignoreLabel", !written.ignoreLabel().isEmpty() && !loss.hasLabels(), loss);
  }

  private static LossKind loss(Loss loss) {
    return switch (loss) {
      case CROSS_ENTROPY -> LossKind.CROSS_ENTROPY;
      case SOFT_CROSS_ENTROPY -> LossKind.SOFT_CROSS_ENTROPY;
      case NEGATIVE_LOG_LIKELIHOOD -> LossKind.NEGATIVE_LOG_LIKELIHOOD;
      case BINARY_CROSS_ENTROPY -> LossKind.BINARY_CROSS_ENTROPY;
      case MSE -> LossKind.MSE;
      case MAE -> LossKind.MAE;
      case HUBER -> LossKind.HUBER;
      case SMOOTH_L1 -> LossKind.SMOOTH_L1;
      case KL_DIVERGENCE -> LossKind.KL_DIVERGENCE;
      case HINGE -> LossKind.HINGE;
    };
  }

  private static LossReduction reduction(Reduction reduction) {
    return switch (reduction) {
      case MEAN -> LossReduction.MEAN;
      case SUM -> LossReduction.SUM;
    };
  }
}
