package dev.synapt.runtime.training;

import dev.synapt.runtime.data.Dataset;

/** Data for the logistic network. */
final class LogisticData {

  private LogisticData() {}

  /** Inputs 0.1, 0.2, ... around 0 with the class by their sign; input i tells its sample. */
  static Dataset of(int n) {
    float[] inputs = new float[n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      inputs[i] = (i - n / 2) * 0.1f + 0.05f;
      labels[i] = inputs[i] > 0 ? 1 : 0;
    }
    return Dataset.ofLabels(inputs, labels, 1);
  }
}
