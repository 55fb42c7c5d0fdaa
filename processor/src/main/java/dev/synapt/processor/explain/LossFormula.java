package dev.synapt.processor.explain;

import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LossReduction;
import java.util.List;

/** The formulas of losses: {@code x} is what arrives at the output, {@code t} the target. */
final class LossFormula {

  private LossFormula() {}

  /** The loss of an output and its gradient. */
  static Formula of(Layer.Output output) {
    double delta = output.options().delta();
    return switch (output.loss()) {
      case CROSS_ENTROPY ->
          formula(
              output, "-log p[label], p = softmax(x); predict returns p", "p - (1 at the label)");
      case SOFT_CROSS_ENTROPY ->
          formula(output, "-sum_k t[k] log p[k], p = softmax(x)", "p sum_k t[k] - t");
      case NEGATIVE_LOG_LIKELIHOOD -> formula(output, "-x[label]", "-1 at the label, else 0");
      case BINARY_CROSS_ENTROPY ->
          formula(
              output,
              "-t log p - (1 - t) log(1 - p) of each entry, p = sigmoid(x); predict returns p",
              "p - t");
      case MSE -> formula(output, "(x - t)^2 of each entry", "2 (x - t)");
      case MAE -> formula(output, "|x - t| of each entry", "sign(x - t)");
      case HUBER ->
          formula(
              output,
              "e^2/2 where |e| <= %s, else %s (|e| - %s/2), e = x - t of each entry"
                  .formatted(delta, delta, delta),
              "e where |e| <= %s, else %s sign(e)".formatted(delta, delta));
      case SMOOTH_L1 ->
          formula(
              output,
              "e^2/(2 * %s) where |e| <= %s, else |e| - %s/2, e = x - t of each entry"
                  .formatted(delta, delta, delta),
              "e/%s where |e| <= %s, else sign(e)".formatted(delta, delta));
      case KL_DIVERGENCE -> formula(output, "sum_k t[k] (log t[k] - x[k])", "-t");
      case HINGE ->
          formula(output, "max(0, 1 - t x) of each entry, t = -1 or 1", "-t where t x < 1, else 0");
    };
  }

  private static Formula formula(Layer.Output output, String loss, String gradient) {
    boolean mean = output.reduction() == LossReduction.MEAN;
    String settings = output.options().text();
    return new Formula(
        "loss = " + (mean ? "mean of " : "sum of ") + loss + settings,
        List.of(
            "dx = "
                + gradient
                + (mean ? ", divided by what the mean is over" : "")
                + (settings.isEmpty() ? "" : ", changed accordingly by the settings")));
  }
}
