package dev.synapt.runtime.data;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** An array from an npy file. Whatever order the file has, positions here are row-major. */
public final class NpyArray {

  private final NpyType type;
  private final int[] shape;
  private final ByteBuffer elements;
  private final boolean columnMajor;
  private final int size;

  NpyArray(NpyType type, int[] shape, ByteBuffer elements, boolean columnMajor) {
    this.type = type;
    this.shape = shape;
    this.elements = elements;
    this.columnMajor = columnMajor;
    this.size = elements.limit() / type.bytes();
  }

  /** The element type. */
  public NpyType type() {
    return type;
  }

  /** The sizes of the axes, a copy; empty for a scalar. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of elements. */
  public int size() {
    return size;
  }

  /**
   * One element; 64-bit integers are rounded to a double.
   *
   * @param position row-major, from 0
   */
  public double get(int position) {
    return type.read(elements, columnMajor ? inFile(position) : position);
  }

  private int inFile(int position) {
    int left = position;
    int index = 0;
    int stride = size;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      stride /= shape[axis];
      index += left % shape[axis] * stride;
      left /= shape[axis];
    }
    return index;
  }

  /**
   * All elements as floats, rounded to the nearest.
   *
   * @return a new array, row-major
   */
  public float[] toFloats() {
    float[] values = new float[size];
    if (type == NpyType.FLOAT32 && !columnMajor) {
      elements.duplicate().order(elements.order()).rewind().asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < size; i++) {
      values[i] = (float) get(i);
    }
    return values;
  }

  /**
   * All elements as integers, for example class labels.
   *
   * @return a new array, row-major
   * @throws IllegalStateException if the elements are no whole numbers
   * @throws ArithmeticException if one does not fit 32 bits; the message names its position
   */
  public int[] toInts() {
    if (!type.isInteger()) {
      throw new IllegalStateException("whole numbers are wanted, but the array is of " + type);
    }
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      double value = get(i);
      values[i] = (int) value;
      if (values[i] != value) {
        throw new ArithmeticException(
            "element %d, %.0f, needs more than 32 bits".formatted(i, value));
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return type + " " + Arrays.toString(shape);
  }
}
