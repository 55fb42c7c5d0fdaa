package dev.synapt.processor.explain;

import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.MemoryPlan;
import dev.synapt.processor.plan.Slot;
import java.util.List;
import java.util.Optional;

/**
 * The operations of a training step or of a prediction, and how they are carried out.
 *
 * @param ops the operations
 * @param memory where their values are
 * @param memoryText the same for people
 * @param kernelText the kernel of each step for people
 */
public record Program(OpGraph ops, MemoryPlan memory, String memoryText, String kernelText) {

  /** The operations that a layer became; none when it was merged into a neighbour. */
  List<Op> of(Layer layer) {
    return ops.ops().stream()
        .filter(op -> op.origin().field().equals(layer.field()))
        .filter(op -> op.origin().stage().equals(layer.stage()))
        .toList();
  }

  /** Why the operation's kernel is what it is. */
  String reason(Op op) {
    return op.outputs().stream()
        .map(memory.slots()::get)
        .filter(slot -> slot != null && slot.layout() != null)
        .findFirst()
        .or(() -> firstInput(op))
        .map(slot -> reason(slot.layout()))
        .orElse("one number per channel");
  }

  private Optional<Slot> firstInput(Op op) {
    return op.inputs().stream()
        .map(memory.slots()::get)
        .filter(slot -> slot != null && slot.layout() != null)
        .findFirst();
  }

  private static String reason(Layout layout) {
    return switch (layout) {
      case Layout.Rows _ ->
          layout + ": a row for each sample, so that lanes run over units and no lane idles";
      case Layout.SliceImage _ ->
          layout
              + ": 16 samples side by side, so that lanes run over samples, whatever the channels";
      case Layout.Pixels _ ->
          layout + ": the channels of a pixel side by side, so that lanes run over channels";
      case Layout.Planes _ ->
          layout + ": columns side by side, so that lanes run over columns where channels are few";
    };
  }
}
