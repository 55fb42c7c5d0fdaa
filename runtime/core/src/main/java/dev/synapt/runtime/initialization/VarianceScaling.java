package dev.synapt.runtime.initialization;

import dev.synapt.runtime.random.CounterRandom;
import java.util.Objects;

/**
 * Draws values of mean 0 and standard deviation {@code gain / sqrt(fan)}. He, Glorot and LeCun
 * initialisation are members of this family, see the constants of {@link Initializer}.
 *
 * @param distribution uniform or normal
 * @param mode which number of connections is the fan
 * @param gain the factor for the activation, see {@link Gain}
 */
public record VarianceScaling(Distribution distribution, FanMode mode, double gain)
    implements Initializer {

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException if the gain is not positive and finite
   */
  public VarianceScaling {
    Objects.requireNonNull(distribution, "distribution");
    Objects.requireNonNull(mode, "mode");
    if (!(gain > 0 && gain < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("gain must be positive and finite, but is " + gain);
    }
  }

  /**
   * The same family with another gain.
   *
   * @param newGain positive, see {@link Gain}
   * @return the changed copy
   */
  public VarianceScaling withGain(double newGain) {
    return new VarianceScaling(distribution, mode, newGain);
  }

  /**
   * The same family with another fan.
   *
   * @param newMode which number of connections is the fan
   * @return the changed copy
   */
  public VarianceScaling withMode(FanMode newMode) {
    return new VarianceScaling(distribution, newMode, gain);
  }

  /**
   * The standard deviation for a tensor with these fans.
   *
   * @param fanIn inputs of one output unit, at least 1
   * @param fanOut outputs that one input unit reaches, at least 1
   * @return gain / sqrt(fan)
   */
  public double standardDeviation(int fanIn, int fanOut) {
    if (fanIn < 1 || fanOut < 1) {
      throw new IllegalArgumentException(
          "fans must be at least 1, but fanIn is " + fanIn + " and fanOut is " + fanOut);
    }
    return gain / Math.sqrt(mode.fan(fanIn, fanOut));
  }

  @Override
  public void fill(float[] a, int off, int len, int fanIn, int fanOut, long key) {
    Objects.checkFromIndexSize(off, len, a.length);
    double standardDeviation = standardDeviation(fanIn, fanOut);
    switch (distribution) {
      case UNIFORM -> fillUniform(a, off, len, Math.sqrt(3.0) * standardDeviation, key);
      case NORMAL -> fillNormal(a, off, len, standardDeviation, key);
    }
  }

  private static void fillUniform(float[] a, int off, int len, double bound, long key) {
    for (int i = 0; i < len; i++) {
      a[off + i] = (float) ((2.0 * CounterRandom.uniform(key, i) - 1.0) * bound);
    }
  }

  private static void fillNormal(float[] a, int off, int len, double deviation, long key) {
    for (int i = 0; i < len; i++) {
      a[off + i] = (float) (CounterRandom.gaussian(key, i) * deviation);
    }
  }
}
