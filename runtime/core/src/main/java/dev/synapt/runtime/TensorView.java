package dev.synapt.runtime;

import java.util.Arrays;

/**
 * One tensor inside of a network's weights. A view: what is set here is seen by everybody who reads
 * the same weights.
 */
public final class TensorView {

  private final TensorSpec spec;
  private final int[] shape;
  private final float[] values;

  TensorView(TensorSpec spec, float[] values) {
    this.spec = spec;
    this.shape = spec.shape();
    this.values = values;
  }

  /**
   * The tensor's name, for example {@code fc1.dense.weight}.
   *
   * @return the name
   */
  public String name() {
    return spec.name();
  }

  /**
   * The tensor's shape.
   *
   * @return a copy
   */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The number of values.
   *
   * @return the product of the shape
   */
  public int size() {
    return spec.size();
  }

  /**
   * Reads one entry.
   *
   * @param index one position for each axis, from 0
   * @return the entry
   * @throws IllegalArgumentException if the number of positions is not the number of axes
   * @throws IndexOutOfBoundsException if a position is outside of its axis
   */
  public float get(int... index) {
    return values[position(index)];
  }

  /**
   * Changes one entry.
   *
   * @param value the new value
   * @param index one position for each axis, from 0
   * @throws IllegalArgumentException if the number of positions is not the number of axes
   * @throws IndexOutOfBoundsException if a position is outside of its axis
   */
  public void set(float value, int... index) {
    values[position(index)] = value;
  }

  /**
   * Copies the tensor.
   *
   * @return a new array, row-major
   */
  public float[] toArray() {
    return Arrays.copyOfRange(values, spec.offset(), spec.offset() + size());
  }

  /**
   * Overwrites the whole tensor.
   *
   * @param source row-major, exactly {@link #size()} values
   * @throws IllegalArgumentException if the length differs
   */
  public void copyFrom(float[] source) {
    if (source.length != size()) {
      throw new IllegalArgumentException(
          spec + " has " + size() + " values, but the array has " + source.length);
    }
    System.arraycopy(source, 0, values, spec.offset(), source.length);
  }

  private int position(int[] index) {
    if (index.length != shape.length) {
      throw new IllegalArgumentException(
          spec + " has " + shape.length + " axes, but the index is " + Arrays.toString(index));
    }
    int position = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      if (index[axis] < 0 || index[axis] >= shape[axis]) {
        throw new IndexOutOfBoundsException(
            "index " + Arrays.toString(index) + " is outside of " + spec + " at axis " + axis);
      }
      position = position * shape[axis] + index[axis];
    }
    return spec.offset() + position;
  }

  @Override
  public String toString() {
    return spec.toString();
  }
}
