package dev.synapt.processor.dump;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Value;
import dev.synapt.processor.plan.Domain;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.MemoryPlan;
import dev.synapt.processor.plan.ParameterSlot;
import dev.synapt.processor.plan.Phase;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Step;
import dev.synapt.processor.plan.Workspace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The text form of layouts, phases and places in memory. */
final class PlanText {

  private PlanText() {}

  static String layouts(OpGraph graph, Map<ValueId, Layout> layouts) {
    Columns columns = new Columns();
    layouts.forEach((id, layout) -> {
      Value value = graph.value(id);
      String shape = Shapes.perSample(value.shape());
      columns.row(id.toString(), value.name(), shape, layout.toString());
    });
    return columns.render();
  }

  static String phases(List<Phase> phases) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < phases.size(); i++) {
      text.append(heading(i, phases.get(i).domain())).append('\n');
      Columns columns = new Columns();
      phases.get(i).steps().forEach(step -> columns.row("", step(step), what(step)));
      text.append(columns.render());
    }
    return text.toString();
  }

  /** A phase's number and what threads divide. */
  static String heading(int phase, Domain domain) {
    return "phase %s over %s".formatted(phase, domain == Domain.SLICES ? "slices" : "units");
  }

  /** A step's layer. */
  static String step(Step step) {
    return step.op().origin().toString();
  }

  /** A step's operation, and which half of it when it is not all. */
  static String what(Step step) {
    String op = step.op().getClass().getSimpleName();
    return step.part() == Step.Part.COMBINE ? op + " combined" : op;
  }

  static String memory(OpGraph graph, MemoryPlan memory) {
    return "weights: %s floats, %s of them trained\n"
            .formatted(memory.weightFloats(), memory.trainedFloats())
        + weights(memory)
        + "values: %s floats\n".formatted(memory.valueFloats())
        + values(graph, memory, false)
        + (memory.sliceFloats() == 0 ? "" : slices(graph, memory));
  }

  private static String slices(OpGraph graph, MemoryPlan memory) {
    return "each of %s slices: %s floats, the first at %s\n"
            .formatted(memory.slices(), memory.sliceFloats(), memory.firstSlice())
        + values(graph, memory, true);
  }

  private static String weights(MemoryPlan memory) {
    Columns columns = new Columns();
    for (ParameterSlot slot : memory.parameters()) {
      columns.row(
          at(slot.offset(), slot.floats()),
          slot.parameter().name(),
          slot.parameter().shape().toString(),
          "as " + slot.sizes() + " by " + slot.strides(),
          copy("copy", slot.transposed()) + copy("transformed", slot.transformed()));
    }
    return columns.render();
  }

  private static String copy(String what, OptionalInt at) {
    return at.isPresent() ? what + " at " + at.getAsInt() + " " : "";
  }

  /** A place on a line of its own, in the order of the memory. */
  private record Line(int offset, int floats, String name, String what) {}

  private static String values(OpGraph graph, MemoryPlan memory, boolean ofSlice) {
    List<Line> slots =
        memory.slots().values().stream()
            .filter(slot -> slot.perSlice() == ofSlice)
            .map(slot -> line(graph, slot))
            .toList();
    List<Line> sums =
        memory.workspaces().entrySet().stream()
            .filter(entry -> !ofSlice || entry.getValue().perLane())
            .map(entry -> line(entry.getKey(), entry.getValue(), ofSlice, memory.slices()))
            .toList();
    Columns columns = new Columns();
    Stream.concat(slots.stream(), sums.stream())
        .sorted(Comparator.comparingInt(Line::offset).thenComparing(Line::name))
        .forEach(line -> columns.row(at(line.offset(), line.floats()), line.name(), line.what()));
    return columns.render();
  }

  private static Line line(OpGraph graph, Slot slot) {
    String layout = slot.layout() == null ? "per channel" : slot.layout().toString();
    return new Line(
        slot.offset(),
        slot.floats(),
        graph.value(slot.value()).name(),
        slot.place() == Slot.Place.IMAGE ? layout + " for each image" : layout);
  }

  private static Line line(Op op, Workspace work, boolean ofSlice, int slices) {
    int sums = work.partialFloats();
    String name = op.origin() + " " + op.getClass().getSimpleName();
    return ofSlice
        ? new Line(work.scratch(), sums * Layout.BLOCK, name, "sums per lane")
        : new Line(work.partials(), sums * slices, name, "sums per slice");
  }

  private static String at(int offset, int floats) {
    return offset + "+" + floats;
  }
}
