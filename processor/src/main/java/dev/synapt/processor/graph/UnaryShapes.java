package dev.synapt.processor.graph;

import java.util.Optional;

/** The shapes of layers that have a file of their own. */
final class UnaryShapes {

  private UnaryShapes() {}

  /** The shape of a layer's output; empty when an error was reported. */
  static Optional<Shape> infer(Layer.Unary layer, Shape x, int batch, ShapeReport report) {
    return switch (layer) {
      case PRelu _, LogSoftmax _ -> Optional.of(x);
    };
  }
}
