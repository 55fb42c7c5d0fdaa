package dev.synapt.runtime;

import dev.synapt.runtime.kernel.TrainingCode;

/** Finds the largest magnitude among the gradients, a part of them on each thread. */
final class LargestGradient implements WorkerTeam.Task {

  private final TrainingCode code;
  private float[] largest = new float[0];

  LargestGradient(TrainingCode code) {
    this.code = code;
  }

  /**
   * The largest magnitude; NaN if a gradient is. Allocates nothing from the second call of the same
   * team on.
   *
   * @param team looks for it
   */
  float of(WorkerTeam team) {
    if (largest.length != team.workers()) {
      largest = new float[team.workers()];
    }
    team.run(this);
    float all = 0;
    for (float one : largest) {
      all = Math.max(all, one);
    }
    return all;
  }

  /**
   * One part. The array is longer than the gradients, by far where there are few of them.
   * Magnitudes without their sign are in the order of their bits, infinity and then NaN above all,
   * and integers are compared in chains that do not wait for each other: this is done in every
   * step.
   */
  @Override
  public void run(int worker, int workers) {
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
    largest[worker] = Float.intBitsToFloat(Math.max(Math.max(a, b), Math.max(c, d)));
  }

  private static int magnitude(float x) {
    return Float.floatToRawIntBits(x) & Integer.MAX_VALUE;
  }
}
