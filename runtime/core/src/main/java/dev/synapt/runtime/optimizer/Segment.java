package dev.synapt.runtime.optimizer;

/** Weights that lie together and are updated with the same numbers. */
final class Segment {

  /** Floats that stay in the first-level cache while several loops run over them. */
  private static final int BLOCK = 2048;

  private final Optimizer rule;
  private final UpdateOptions options;
  private final TensorSettings settings;
  private final int from;
  private final int to;
  private final UpdateStep step;
  private float kept = 1;

  Segment(Optimizer rule, UpdateOptions options, TensorSettings settings, int from, int to) {
    this.rule = rule;
    this.options = options;
    this.settings = settings;
    this.from = from;
    this.to = to;
    double decay = settings.regularization().weightDecay();
    this.step = new UpdateStep(0, 0, 0, options.decoupled() ? 0 : (float) decay);
  }

  void begin(long number, float learningRate, double momentum) {
    double rate = learningRate * settings.rateFactor();
    step.set(number, (float) rate, momentum);
    if (options.decoupled()) {
      kept = (float) (1 - rate * settings.regularization().weightDecay());
    }
  }

  /** The gradients in a range, with the sign that counts, with penalties and within their limit. */
  void prepare(float[] weights, float[] gradients, int rangeFrom, int rangeTo) {
    int begin = Math.max(from, rangeFrom);
    int end = Math.min(to, rangeTo);
    if (options.maximize() || settings.isPenalised()) {
      penalise(weights, gradients, begin, end);
    }
    if (options.clipping().byValue()) {
      clip(gradients, begin, end, (float) options.clipping().value());
    }
  }

  private void penalise(float[] w, float[] dw, int begin, int end) {
    float sign = options.maximize() ? -1 : 1;
    float magnitude = (float) settings.regularization().l1();
    float square = (float) (2 * settings.regularization().l2());
    for (int i = begin; i < end; i++) {
      dw[i] = Math.fma(square, w[i], Math.fma(magnitude, Math.signum(w[i]), sign * dw[i]));
    }
  }

  private static void clip(float[] dw, int begin, int end, float limit) {
    for (int i = begin; i < end; i++) {
      dw[i] = Math.max(-limit, Math.min(limit, dw[i]));
    }
  }

  /** Updates the weights in a range; {@code scale} is for their gradients. */
  void update(
      float[] weights,
      float[] gradients,
      float[][] state,
      int rangeFrom,
      int rangeTo,
      float scale) {
    int end = Math.min(to, rangeTo);
    int block = scale == 1 && kept == 1 ? end : BLOCK;
    for (int at = Math.max(from, rangeFrom); at < end; at += block) {
      int blockEnd = Math.min(end - at, block) + at;
      multiply(gradients, at, blockEnd, scale);
      multiply(weights, at, blockEnd, kept);
      rule.update(weights, gradients, state, at, blockEnd, step);
    }
  }

  private static void multiply(float[] values, int begin, int end, float factor) {
    if (factor != 1) {
      for (int i = begin; i < end; i++) {
        values[i] *= factor;
      }
    }
  }
}
