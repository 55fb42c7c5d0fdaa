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
 * @param trainable whether an optimizer changes it; false for running statistics and frozen layers
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
    String mistake = mistake(name, shape, offset, fanIn, fanOut);
    if (mistake != null) {
      throw new IllegalArgumentException("tensor \"" + name + "\": " + mistake);
    }
  }

  /** Texts are made for mistakes alone: a process that starts makes many of these first. */
  private static String mistake(String name, int[] shape, int offset, int fanIn, int fanOut) {
    if (name.isBlank()) {
      return "the name is blank";
    } else if (offset < 0) {
      return "offset " + offset + " is negative";
    } else if (fanIn < 1 || fanOut < 1) {
      return "fans " + fanIn + ", " + fanOut + " are below 1";
    } else if (least(shape) < 1) {
      return "a size is below 1 in shape " + Arrays.toString(shape);
    } else if (product(shape) > Integer.MAX_VALUE - offset) {
      return "too many values in shape " + Arrays.toString(shape);
    }
    return null;
  }

  private static int least(int[] shape) {
    int least = 1;
    for (int dimension : shape) {
      least = Math.min(least, dimension);
    }
    return least;
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
