package dev.synapt.processor.explain;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.ShortcutForm;
import dev.synapt.processor.graph.TopologyLayer;
import java.util.List;

/**
 * What a layer computes: {@code x} is its input and {@code y} its output, {@code dx} and {@code dy}
 * the gradients of the loss by them.
 *
 * @param forward the layer itself
 * @param backward its gradients, one a line; empty where nothing flows back
 */
record Formula(String forward, List<String> backward) {

  /** The formulas of a layer. */
  static Formula of(Layer layer) {
    return switch (layer) {
      case Layer.Input _ -> new Formula("the sample as the caller gives it", List.of());
      case Layer.Dense dense -> dense(dense);
      case Layer.Conv2d conv -> conv(conv);
      case Layer.MaxPool2d _ ->
          one("y[c,i,j] = max of x[c] over the window at (i,j)", "dx = dy where x was the maximum");
      case Layer.AvgPool2d _ ->
          one(
              "y[c,i,j] = mean of x[c] over the window at (i,j), zeros of the padding counted",
              "dx += dy[c,i,j] / (size of the window), for each entry of the window");
      case Layer.BatchNorm norm -> batchNorm(norm);
      case Layer.Dropout dropout -> dropout(dropout);
      case Layer.Activate activate -> activation(activate.function());
      case Layer.Softmax _ ->
          one("y[c] = exp(x[c]) / sum_k exp(x[k])", "dx = y * (dy - sum_k dy[k] y[k])");
      case Layer.Flatten _ ->
          one("y = x, as a vector in the order [C][H][W]", "dx = dy, as an image");
      case Layer.Output output -> LossFormula.of(output);
      case TopologyLayer topology -> topology(topology);
      case Layer.Unary unary -> UnaryFormula.of(unary);
    };
  }

  private static Formula topology(TopologyLayer layer) {
    return switch (layer) {
      case TopologyLayer.Merge merge -> merge(merge);
      case TopologyLayer.Shortcut shortcut -> shortcut(shortcut.form());
      case TopologyLayer.MaxUnpool _ ->
          one("y = x where the pooling took its maxima, else 0", "dx = dy from those positions");
      case TopologyLayer.GlobalAvgPool _ ->
          one("y[c] = mean of x[c] over the image", "dx[c,i,j] = dy[c] / (size of the image)");
    };
  }

  private static Formula merge(TopologyLayer.Merge merge) {
    return switch (merge.kind()) {
      case ADD -> one("y = a + b + ..., the layers named", "da = dy, db = dy, and so on");
      case MULTIPLY ->
          one(
              "y = a * b * ..., the layers named",
              "da = dy * b * ..., db = dy * a * ..., and so on");
      case CONCAT -> {
        String what = merge.axis() == 0 ? "channels" : "positions along axis " + merge.axis();
        yield one(
            "y = the " + what + " of a, then those of b, and so on, the layers named",
            "da = dy's first " + what + ", db = those behind, and so on");
      }
    };
  }

  private static Formula shortcut(ShortcutForm form) {
    String earlier =
        switch (form) {
          case IDENTITY -> "earlier";
          case ZERO_PADDING -> "earlier at every stride, zero in new channels";
          case PROJECTION -> "batch norm of (W earlier at every stride)";
        };
    return new Formula(
        "y = x + " + earlier, List.of("dx = dy", "dy goes back through the shortcut as well"));
  }

  /** A formula whose gradient is one line. */
  static Formula one(String forward, String backward) {
    return new Formula(forward, List.of(backward));
  }

  private static Formula dense(Layer.Dense dense) {
    return dense.bias()
        ? new Formula(
            "y[o] = b[o] + sum_i W[o,i] x[i]",
            List.of(
                "dx[i] = sum_o W[o,i] dy[o]",
                "dW[o,i] = sum over the batch of dy[o] x[i]",
                "db[o] = sum over the batch of dy[o]"))
        : new Formula(
            "y[o] = sum_i W[o,i] x[i]",
            List.of("dx[i] = sum_o W[o,i] dy[o]", "dW[o,i] = sum over the batch of dy[o] x[i]"));
  }

  private static Formula conv(Layer.Conv2d conv) {
    String row =
        place("i", conv.stride().height(), "r", conv.dilation().height(), conv.pads().top());
    String column =
        place("j", conv.stride().width(), "s", conv.dilation().width(), conv.pads().left());
    String at = "x[c, " + row + ", " + column + "]";
    String sum = "sum_{c,r,s} W[k,c,r,s] " + at;
    List<String> weights =
        List.of(
            "dx: each dy[k,i,j] W[k,c,r,s] goes to where " + at + " was read",
            "dW[k,c,r,s] = sum over batch, i, j of dy[k,i,j] " + at);
    return conv.bias()
        ? new Formula(
            "y[k,i,j] = b[k] + " + sum,
            List.of(weights.get(0), weights.get(1), "db[k] = sum over batch, i, j of dy[k,i,j]"))
        : new Formula("y[k,i,j] = " + sum, weights);
  }

  /** The row that a window reads, as in {@code 2i + r - 1}. */
  private static String place(String window, int stride, String tap, int dilation, int padding) {
    return times(stride, window)
        + " + "
        + times(dilation, tap)
        + (padding > 0 ? " - " + padding : "");
  }

  private static String times(int factor, String index) {
    return factor == 1 ? index : factor + index;
  }

  private static Formula batchNorm(Layer.BatchNorm norm) {
    return new Formula(
        "y = gamma z + beta, z = (x - mean) / sqrt(variance + "
            + norm.epsilon()
            + "), mean and variance of the channel: of the batch in training, running ones in"
            + " prediction (new = (1 - "
            + norm.momentum()
            + ") old + "
            + norm.momentum()
            + " batch)",
        List.of(
            "dgamma = sum of dy z",
            "dbeta = sum of dy",
            "dx = gamma / sqrt(variance + epsilon) * (dy - mean(dy) - z mean(dy z))"));
  }

  private static Formula dropout(Layer.Dropout dropout) {
    String grown = "1 / (1 - " + dropout.rate() + ")";
    return one(
        "y = m x, m = 0 with probability %s, else %s; y = x in prediction"
            .formatted(dropout.rate(), grown),
        "dx = m dy, with the same m");
  }

  private static Formula activation(Activation function) {
    double p = function.parameter();
    return switch (function.kind()) {
      case RELU -> one("y = max(x, 0)", "dx = dy where y > 0, else 0");
      case RELU6 -> one("y = min(max(x, 0), 6)", "dx = dy where 0 < y < 6, else 0");
      case LEAKY_RELU -> one("y = x where x > 0, else " + p + " x", "dx = dy, or " + p + " dy");
      case ELU ->
          one("y = x where x > 0, else " + p + " (exp(x) - 1)", "dx = dy, or (y + " + p + ") dy");
      case CELU ->
          one(
              "y = x where x > 0, else " + p + " (exp(x / " + p + ") - 1)",
              "dx = dy, or (y / " + p + " + 1) dy");
      case SELU -> one("y = s x where x > 0, else s a (exp(x) - 1)", "dx = s dy, or (y + s a) dy");
      case GELU -> one("y = x P(x), P the normal distribution", "dx = (P(x) + x P'(x)) dy");
      case GELU_TANH ->
          one("y = x sigmoid(2 u), u = sqrt(2/pi) (x + 0.044715 x^3)", "dx = y'(x) dy");
      case SILU -> one("y = x s, s = sigmoid(x)", "dx = s (1 + x (1 - s)) dy");
      case SIGMOID -> one("y = 1 / (1 + exp(-x))", "dx = y (1 - y) dy");
      case HARD_SIGMOID -> one("y = min(max(x/6 + 1/2, 0), 1)", "dx = dy/6 where -3 < x < 3");
      case HARD_SWISH ->
          one("y = x min(max(x/6 + 1/2, 0), 1)", "dx = (x/3 + 1/2) dy from -3 to 3, dy above");
      case TANH -> one("y = tanh(x)", "dx = (1 - y^2) dy");
      case HARD_TANH -> one("y = min(max(x, -1), 1)", "dx = dy where -1 < y < 1, else 0");
      case SOFTPLUS -> one("y = log(1 + exp(" + p + " x)) / " + p, "dx = sigmoid(" + p + " x) dy");
      case LOG_SIGMOID -> one("y = -log(1 + exp(-x))", "dx = (1 - sigmoid(x)) dy");
      case MISH -> one("y = x tanh(log(1 + exp(x)))", "dx = y'(x) dy");
      case SOFTSIGN -> one("y = x / (1 + |x|)", "dx = dy / (1 + |x|)^2");
    };
  }
}
