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
    float[] gradients = code.gradients();
    if (former.length < gradients.length) {
      former = new float[gradients.length];
    }
    System.arraycopy(gradients, 0, former, 0, gradients.length);
  }

  /** After another batch was done. A mean weighs each batch by its samples. */
  void add() {
    long all = samples + code.samples();
    double formerShare = code.sumsLosses() ? 1 : (double) samples / all;
    double newShare = code.sumsLosses() ? 1 : (double) code.samples() / all;
    combine(former, (float) formerShare, code.gradients(), (float) newShare);
    loss = formerShare * loss + newShare * code.loss();
    correct += code.correct();
    samples = all;
  }

  private static void combine(float[] a, float aShare, float[] b, float bShare) {
    for (int i = 0; i < b.length; i++) {
      b[i] = Math.fma(a[i], aShare, b[i] * bShare);
    }
  }

  /** The largest magnitude; NaN if any gradient is. */
  float largest() {
    float largest = 0;
    float[] gradients = code.gradients();
    for (int i = 0; i < gradients.length; i++) {
      largest = Math.max(largest, Math.abs(gradients[i]));
    }
    return largest;
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
