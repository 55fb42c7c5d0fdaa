package dev.synapt.runtime.initialization;

import java.util.Arrays;

/**
 * Gives every entry of a tensor the same value.
 *
 * @param value the value
 */
public record ConstantInitializer(float value) implements Initializer {

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if the value is infinite or not a number
   */
  public ConstantInitializer {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("initial value must be finite, but is " + value);
    }
  }

  @Override
  public void fill(float[] a, int off, int len, int fanIn, int fanOut, long key) {
    Arrays.fill(a, off, off + len, value);
  }
}
