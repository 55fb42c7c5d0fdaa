package dev.synapt.examples.peers.work;

import dev.synapt.runtime.random.CounterRandom;

/** Noise that is the same for every library: the time of a step does not depend on what is in a batch. */
public final class Samples {

  private Samples() {}

  /**
   * Samples.
   *
   * @param seed the same seed gives the same samples
   * @param floats how many floats
   * @return uniform between 0 and 1
   */
  public static float[] inputs(long seed, int floats) {
    float[] inputs = new float[floats];
    for (int i = 0; i < floats; i++) {
      inputs[i] = CounterRandom.uniform(seed, i);
    }
    return inputs;
  }

  /**
   * Labels.
   *
   * @param seed the same seed gives the same labels
   * @param count how many
   * @param classes the bound
   * @return from 0 to {@code classes - 1}
   */
  public static int[] labels(long seed, int count, int classes) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = CounterRandom.below(seed, i, classes);
    }
    return labels;
  }
}
