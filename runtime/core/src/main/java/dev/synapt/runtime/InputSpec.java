package dev.synapt.runtime;

import java.util.List;

/**
 * One of several inputs of a network. A sample is a row of all inputs back to back, in their order.
 *
 * @param name the field of the model
 * @param first where it begins in the row
 * @param shape of the input, channels first; row-major in the row
 */
public record InputSpec(String name, int first, List<Integer> shape) {

  /** Copies the shape. */
  public InputSpec {
    shape = List.copyOf(shape);
  }

  /** Floats of the input. */
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
