package dev.synapt.runtime.data;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The content of an IDX file: an array of any number of dimensions, row-major. Immutable. */
public final class IdxArray {

  private final IdxType type;
  private final int[] shape;
  private final byte[] bytes;

  IdxArray(IdxType type, int[] shape, byte[] bytes) {
    this.type = type;
    this.shape = shape;
    this.bytes = bytes;
  }

  /**
   * The element type.
   *
   * @return the type that the file states
   */
  public IdxType type() {
    return type;
  }

  /**
   * The dimensions; the first is usually the number of samples.
   *
   * @return a copy
   */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The number of elements.
   *
   * @return the product of the shape
   */
  public int size() {
    return bytes.length / type.bytes();
  }

  /**
   * One element; every type fits a double exactly.
   *
   * @param index its position in row-major order
   * @return the element
   */
  public double get(int index) {
    return type.read(ByteBuffer.wrap(bytes), index);
  }

  /**
   * All elements.
   *
   * @return a new array, row-major
   */
  public double[] toDoubles() {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    double[] values = new double[size()];
    Arrays.setAll(values, i -> type.read(in, i));
    return values;
  }

  /**
   * All elements, rounded to the nearest float.
   *
   * @return a new array, row-major
   */
  public float[] toFloats() {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    float[] values = new float[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) type.read(in, i);
    }
    return values;
  }

  /** The elements as they are in the file; not a copy. */
  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return type + " " + Arrays.toString(shape);
  }
}
