package dev.synapt.processor.explain;

import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LossKind;
import java.util.List;

/**
 * The formula of a network's end: {@code x} is what arrives, {@code t} the target; gradients are
 * those before the reduction.
 */
final class LossFormula {

  private LossFormula() {}

  static Formula of(Layer.Output output) {
    String reduction =
        switch (output.reduction()) {
          case MEAN -> "mean";
          case SUM -> "sum";
        };
    String over = overEntries(output.loss()) ? " over batch and entries of " : " over the batch of ";
    String shared = reduction.equals("mean") ? ", divided by what the mean is over" : "";
    return new Formula(
        "loss = " + reduction + over + loss(output) + prediction(output.loss()),
        List.of("dx = " + gradient(output) + shared));
  }

  private static boolean overEntries(LossKind loss) {
    return !loss.hasClasses() && loss != LossKind.KL_DIVERGENCE;
  }

  private static String loss(Layer.Output output) {
    double delta = output.options().delta();
    return switch (output.loss()) {
      case CROSS_ENTROPY -> "-log p[label], p = softmax(x)" + options(output);
      case SOFT_CROSS_ENTROPY -> "-sum_k t[k] log p[k], p = softmax(x)" + options(output);
      case NEGATIVE_LOG_LIKELIHOOD -> "-x[label]" + options(output);
      case BINARY_CROSS_ENTROPY ->
          "-t log s - (1 - t) log(1 - s), s = sigmoid(x)" + options(output);
      case MSE -> "(x - target)^2";
      case MAE -> "|x - target|";
      case HUBER ->
          "e^2 / 2 where |e| <= %s, else %s (|e| - %s / 2), e = x - target"
              .formatted(delta, delta, delta);
      case SMOOTH_L1 ->
          "e^2 / (2 %s) where |e| <= %s, else |e| - %s / 2, e = x - target"
              .formatted(delta, delta, delta);
      case KL_DIVERGENCE -> "sum_k t[k] (log t[k] - x[k])";
      case HINGE -> "max(0, 1 - t x)";
    };
  }

  private static String options(Layer.Output output) {
    return output.options().text();
  }

  private static String prediction(LossKind loss) {
    if (loss.appliesSoftmax()) {
      return "; predict returns p";
    }
    return loss == LossKind.BINARY_CROSS_ENTROPY ? "; predict returns s" : "; predict returns x";
  }

  private static String gradient(Layer.Output output) {
    double delta = output.options().delta();
    return switch (output.loss()) {
      case CROSS_ENTROPY -> "p - (1 for the label, else 0)";
      case SOFT_CROSS_ENTROPY -> "p - t";
      case NEGATIVE_LOG_LIKELIHOOD -> "-1 for the label, else 0";
      case BINARY_CROSS_ENTROPY -> "s - t";
      case MSE -> "2 (x - target)";
      case MAE -> "sign(x - target)";
      case HUBER -> "e, not beyond -%s and %s".formatted(delta, delta);
      case SMOOTH_L1 -> "e / %s, not beyond -1 and 1".formatted(delta);
      case KL_DIVERGENCE -> "-t";
      case HINGE -> "-t where t x < 1, else 0";
    };
  }
}
