package dev.synapt.runtime;

import dev.synapt.runtime.kernel.TrainingCode;

/**
 * The gradients, loss and right answers of one step, which may consist of several batches: as if
 * they had been one batch of all their samples, up to rounding.
 */
final class GradientSum {

  private final TrainingCode code;
  private float[] former = new float[0];
  private long samples;
  private double loss;
  private int correct;

  GradientSum(TrainingCode code) {
    this.code = code;
  }

  /** Takes the batch that the code has just done as the first one. */
  void begin() {
    samples = code.samples();
    loss = code.loss();
    correct = code.correct();
  }

  /** Before another batch is done, whose gradients overwrite those that are there. */
  void keep() {
    if (samples == 0) {
      throw new IllegalStateException(
          "there are no gradients to add to; a step begins with computeGradients");
    }
    int size = code.trainedFloats();
    if (former.length < size) {
      former = new float[size];
    }
    System.arraycopy(code.gradients(), 0, former, 0, size);
  }

  /** After another batch was done. A mean weighs each batch by its samples. */
  void add() {
    long all = samples + code.samples();
    double formerShare = code.sumsLosses() ? 1 : (double) samples / all;
    double newShare = code.sumsLosses() ? 1 : (double) code.samples() / all;
    combine(former, (float) formerShare, code.gradients(), (float) newShare, code.trainedFloats());
    loss = formerShare * loss + newShare * code.loss();
    correct += code.correct();
    samples = all;
  }

  private static void combine(float[] a, float aShare, float[] b, float bShare, int size) {
    for (int i = 0; i < size; i++) {
      b[i] = Math.fma(a[i], aShare, b[i] * bShare);
    }
  }

  /**
   * The largest magnitude of a worker's part; NaN if a gradient is. The array is longer than the
   * gradients, by far where there are few of them. Magnitudes without their sign are
   * in the order of their bits, infinity and then NaN above all, and integers are compared in chains
   * that do not wait for each other: this is done in every step.
   */
  float largest(int worker, int workers) {
    float[] gradients = code.gradients();
    int from = (int) ((long) code.trainedFloats() * worker / workers);
    int to = (int) ((long) code.trainedFloats() * (worker + 1) / workers);
    int a = 0;
    int b = 0;
    int c = 0;
    int d = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      a = Math.max(a, magnitude(gradients[i]));
      b = Math.max(b, magnitude(gradients[i + 1]));
      c = Math.max(c, magnitude(gradients[i + 2]));
      d = Math.max(d, magnitude(gradients[i + 3]));
    }
    for (; i < to; i++) {
      a = Math.max(a, magnitude(gradients[i]));
    }
    return Float.intBitsToFloat(Math.max(Math.max(a, b), Math.max(c, d)));
  }

  private static int magnitude(float x) {
    return Float.floatToRawIntBits(x) & Integer.MAX_VALUE;
  }

  /** Gradients that were applied are not to be added to. */
  void end() {
    samples = 0;
  }

  double loss() {
    return loss;
  }

  int correct() {
    return correct;
  }
}
