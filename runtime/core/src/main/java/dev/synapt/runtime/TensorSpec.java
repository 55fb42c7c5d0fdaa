package dev.synapt.runtime;

import dev.synapt.runtime.initialization.Initializer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Describes one named tensor of a network's weights.
 *
 * @param name unique in the network, for example {@code conv1.conv2d.weight}
 * @param shape row-major, as PyTorch's: dense weight {@code [out, in]}, convolution weight {@code
 *     [out, in / groups, kernel...]}, bias {@code [out]}; every size at least 1
 * @param offset position of the first value in {@link Weights#values()}
 * @param initializer gives the first values
 * @param fanIn inputs of one output unit, at least 1
 * @param fanOut outputs that one input unit reaches, at least 1
 * @param trainable whether an optimizer changes it; false for running statistics and
 *     frozen layers
 */
public record TensorSpec(
    String name,
    int[] shape,
    int offset,
    Initializer initializer,
    int fanIn,
    int fanOut,
    boolean trainable) {

  /**
   * Copies the shape and checks the numbers.
   *
   * @throws IllegalArgumentException naming the tensor and the number that is wrong
   */
  public TensorSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(initializer, "initializer");
    shape = shape.clone();
    require(!name.isBlank(), name, "the name is blank");
    require(offset >= 0, name, "offset " + offset + " is negative");
    require(fanIn >= 1 && fanOut >= 1, name, "fans " + fanIn + ", " + fanOut + " are below 1");
    require(Arrays.stream(shape).allMatch(d -> d >= 1), name, "a size is below 1", shape);
    require(product(shape) <= Integer.MAX_VALUE - offset, name, "too many values", shape);
  }

  private static void require(boolean condition, String name, String mistake, int... shape) {
    if (!condition) {
      String where = shape.length == 0 ? "" : " in shape " + Arrays.toString(shape);
      throw new IllegalArgumentException("tensor \"" + name + "\": " + mistake + where);
    }
  }

  /** Saturates at {@link Long#MAX_VALUE}. */
  private static long product(int[] shape) {
    long product = 1;
    for (int dimension : shape) {
      product = product > Long.MAX_VALUE / dimension ? Long.MAX_VALUE : product * dimension;
    }
    return product;
  }

  /**
   * The sizes of the axes.
   *
   * @return a copy
   */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The number of values: the product of the shape.
   *
   * @return at least 1
   */
  public int size() {
    return (int) product(shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TensorSpec that
        && name.equals(that.name)
        && Arrays.equals(shape, that.shape)
        && offset == that.offset
        && initializer.equals(that.initializer)
        && fanIn == that.fanIn
        && fanOut == that.fanOut
        && trainable == that.trainable;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        name, Arrays.hashCode(shape), offset, initializer, fanIn, fanOut, trainable);
  }

  @Override
  public String toString() {
    return name + " " + Arrays.toString(shape);
  }
}
