package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.Optional;

/** What poolings keep for a backward pass that never comes to them. */
final class UnusedWinners {

  private UnusedWinners() {}

  /** The same graph, in which poolings say where their maxima were only if something asks. */
  static OpGraph without(OpGraph graph) {
    List<Op> ops = graph.ops().stream().map(op -> without(op, graph)).toList();
    return graph.withOps(ops);
  }

  private static Op without(Op op, OpGraph graph) {
    return switch (op) {
      case Op.MaxPool pool when pool.winner().filter(w -> !isRead(w, graph)).isPresent() ->
          new Op.MaxPool(
              pool.origin(), pool.x(), pool.window(), pool.relu(), pool.y(), Optional.empty());
      case PositionOp.Max max when max.winner().filter(w -> !isRead(w, graph)).isPresent() ->
          new PositionOp.Max(max.origin(), max.x(), max.axes(), max.y(), Optional.empty());
      default -> op;
    };
  }

  private static boolean isRead(ValueId value, OpGraph graph) {
    return !graph.readers(value).isEmpty();
  }
}
