package dev.synapt.processor.dump;

import dev.synapt.processor.graph.Shape;

/** Shapes as dumps write them. */
final class Shapes {

  private Shapes() {}

  /** A sample's shape with the batch in front, as in {@code [N,6,28,28]}. */
  static String perSample(Shape shape) {
    return "[N," + shape.toString().substring(1);
  }
}
