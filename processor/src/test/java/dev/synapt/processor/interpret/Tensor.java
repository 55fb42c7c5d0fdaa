package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Shape;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A tensor in double precision.
 *
 * @param shape every axis, the batch included
 * @param data the entries, row-major
 */
public record Tensor(Shape shape, double[] data) {

  public Tensor {
    if (shape.size() != data.length) {
      throw new IllegalArgumentException(
          "a tensor of shape " + shape + " has " + shape.size() + " entries, not " + data.length);
    }
  }

  /** A vector. */
  public static Tensor of(double... data) {
    return new Tensor(Shape.of(data.length), data);
  }

  /** All zeros. */
  public static Tensor zeros(Shape shape) {
    return new Tensor(shape, new double[shape.size()]);
  }

  /** All entries the same. */
  public static Tensor filled(Shape shape, double value) {
    double[] data = new double[shape.size()];
    Arrays.fill(data, value);
    return new Tensor(shape, data);
  }

  /** The number of entries. */
  public int size() {
    return data.length;
  }

  /** One axis' size. */
  public int dim(int axis) {
    return shape.dim(axis);
  }

  /** The same entries, in the same order, under another shape. */
  public Tensor reshape(Shape other) {
    return new Tensor(other, data);
  }

  /** A tensor of the same shape with a function applied to each entry. */
  public Tensor map(DoubleUnaryOperator function) {
    return new Tensor(shape, Arrays.stream(data).map(function).toArray());
  }

  /** A tensor of the same shape with entries of its own. */
  public Tensor copy() {
    return new Tensor(shape, data.clone());
  }

  /** The entries rounded to single precision. */
  public float[] toFloats() {
    float[] floats = new float[data.length];
    for (int i = 0; i < data.length; i++) {
      floats[i] = (float) data[i];
    }
    return floats;
  }

  /** A tensor of entries in single precision. */
  public static Tensor ofFloats(Shape shape, float[] floats) {
    double[] data = new double[floats.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = floats[i];
    }
    return new Tensor(shape, data);
  }

  /** The largest magnitude; NaN when any entry is. */
  public double maxAbs() {
    double largest = 0;
    for (double entry : data) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest;
  }

  /** Whether shapes are equal and all entries are the same bits. */
  public boolean sameBits(Tensor other) {
    return shape.equals(other.shape) && Arrays.equals(data, other.data);
  }

  @Override
  public String toString() {
    return shape + " " + Arrays.toString(data);
  }
}
