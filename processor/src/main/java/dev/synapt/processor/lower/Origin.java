package dev.synapt.processor.lower;

import dev.synapt.processor.graph.FieldPath;

/**
 * The layer an operation came from.
 *
 * @param field the user's field, as in {@code conv1}
 * @param stage the stage in it, as in {@code conv2d}
 * @param direction forward or backward
 */
public record Origin(String field, String stage, Direction direction) {

  /** The same layer, backward. */
  public Origin backward() {
    return new Origin(field, stage, Direction.BACKWARD);
  }

  /**
   * That of a part of the stage: operations that have routines of their own have names of their
   * own.
   */
  public Origin part(String name) {
    return new Origin(field, stage + "." + name, direction);
  }

  @Override
  public String toString() {
    return field + "." + stage + (direction == Direction.BACKWARD ? "'" : "");
  }

  /**
   * The name of a constant of generated code that belongs to the layer: {@code upUpsample2dMap}.
   */
  public String constant(String what) {
    return FieldPath.identifier(field)
        + Character.toUpperCase(stage.charAt(0))
        + stage.substring(1)
        + what;
  }
}
