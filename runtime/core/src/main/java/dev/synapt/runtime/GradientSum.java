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
  private final double[] losses;
  private final int[] correct;

  GradientSum(TrainingCode code) {
    this.code = code;
    this.losses = new double[code.outputs()];
    this.correct = new int[code.outputs()];
  }

  /** Takes the batch that the code has just done as the first one. */
  void begin() {
    samples = code.samples();
    for (int output = 0; output < losses.length; output++) {
      losses[output] = code.loss(output);
      correct[output] = code.correct(output);
    }
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
    for (int output = 0; output < losses.length; output++) {
      losses[output] = formerShare * losses[output] + newShare * code.loss(output);
      correct[output] += code.correct(output);
    }
    samples = all;
  }

  private static void combine(float[] a, float aShare, float[] b, float bShare, int size) {
    for (int i = 0; i < size; i++) {
      b[i] = Math.fma(a[i], aShare, b[i] * bShare);
    }
  }

  /** Gradients that were applied are not to be added to. */
  void end() {
    samples = 0;
  }

  /** The sum over the outputs, in their order. */
  double loss() {
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum;
  }

  /** Of one output, with its weight. */
  double loss(int output) {
    return losses[output];
  }

  int correct(int output) {
    return correct[output];
  }
}
