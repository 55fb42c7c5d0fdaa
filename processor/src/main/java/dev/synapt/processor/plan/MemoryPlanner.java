package dev.synapt.processor.plan;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Parameter;
import dev.synapt.processor.lower.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Gives every value and weight its place. Values of a slice share memory when their lifetimes allow; rows and sums,
 * which the phase over weights reads for all samples, have places of their own.
 */
public final class MemoryPlanner {

  /**
   * Where tensors start, in floats modulo 16: an array's first float is 16 bytes into the object, so 12 floats later
   * is a cache line's start wherever the array itself starts on one.
   */
  static final int ALIGNMENT = 12;

  private final OpGraph graph;
  private final Map<ValueId, Layout> layouts;
  private final List<Step> steps;
  private final int slices;
  private final Map<ValueId, Slot> slots = new LinkedHashMap<>();
  private final Map<Op, Workspace> workspaces = new HashMap<>();
  private final Arena whole = new Arena(ALIGNMENT);
  private final Arena slice = new Arena(0);

  private MemoryPlanner(
      OpGraph graph, Map<ValueId, Layout> layouts, List<Phase> phases, int slices) {
    this.graph = graph;
    this.layouts = layouts;
    this.steps = phases.stream().flatMap(p -> p.steps().stream()).toList();
    this.slices = slices;
  }

  /**
   * Plans the memory of a training step or of inference.
   *
   * @param slices slices of 16 samples in a batch; 0 for inference, which has one sample
   */
  public static MemoryPlan run(
      OpGraph graph, Map<ValueId, Layout> layouts, List<Phase> phases, int slices) {
    return new MemoryPlanner(graph, layouts, phases, slices).plan();
  }

  private MemoryPlan plan() {
    layouts.forEach((id, layout) -> slots.put(id, slot(id, layout)));
    graph.values().stream()
        .filter(v -> v.kind() == Value.Kind.CHANNEL)
        .forEach(v -> slots.put(v.id(), channelSlot(v)));
    for (int i = 0; i < steps.size(); i++) {
      workspace(steps.get(i), i);
    }
    int firstSlice = whole.end();
    List<ParameterSlot> parameters = parameters();
    return new MemoryPlan(
        slots,
        workspaces,
        parameters,
        slices,
        firstSlice,
        slice.end(),
        Math.addExact(firstSlice, Math.multiplyExact(slices, slice.end())),
        trained,
        weights);
  }

  private Slot slot(ValueId id, Layout layout) {
    return switch (layout) {
      case Layout.Rows rows -> {
        int floats = Math.multiplyExact(rows.stride(), Math.max(1, slices * Layout.BLOCK));
        yield new Slot(id, layout, false, whole.allocate(floats, 0, steps.size()), floats);
      }
      case Layout.SliceImage image -> {
        int floats = image.floats();
        boolean keep = needsZeroHalo(id);
        int from = keep ? -1 : definedAt(id);
        int to = keep ? steps.size() : lastRead(id);
        yield new Slot(id, layout, true, slice.allocate(floats, from, to), floats);
      }
      case Layout.Pixels pixels -> {
        int floats = pixels.floats();
        boolean keep = needsZeroHalo(id);
        int from = keep ? -1 : definedAt(id);
        int to = keep ? steps.size() : lastRead(id);
        yield new Slot(id, layout, false, whole.allocate(floats, from, to), floats);
      }
    };
  }

  private Slot channelSlot(Value value) {
    int floats = Layout.padded(value.shape().size());
    return new Slot(
        value.id(), null, false, whole.allocate(floats, 0, steps.size()), floats);
  }

  /** A frame of zeros stays zero only where nothing else is ever written. */
  private boolean needsZeroHalo(ValueId id) {
    return graph.readers(id).stream()
        .anyMatch(op -> op instanceof Op.Conv2d conv && !conv.window().pads().isNone());
  }

  private int definedAt(ValueId id) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).op().outputs().contains(id)) {
        return i;
      }
    }
    return -1;
  }

  /** The last step that needs a value; the gradient by the input stays until the caller reads it. */
  private int lastRead(ValueId id) {
    if (id.equals(graph.inputGradient().orElse(null))) {
      return steps.size();
    }
    int last = Math.max(definedAt(id), 0);
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).op().inputs().contains(id)) {
        last = i;
      }
    }
    return last;
  }

  private void workspace(Step step, int at) {
    if (step.part() != Step.Part.MAIN) {
      return;
    }
    int sums =
        switch (step.op()) {
          case Op.Conv2dGradWeights g ->
              Layout.padded(graph.shape(g.dw()).size())
                  + g.db().map(b -> Layout.padded(graph.shape(b).size())).orElse(0);
          case Op.BatchNormStatistics s -> 2 * Layout.padded(graph.shape(s.mean()).size());
          case Op.BatchNormGradParameters g -> 2 * Layout.padded(graph.shape(g.mean()).size());
          default -> 0;
        };
    if (sums > 0) {
      int scratch = slice.allocate(Math.multiplyExact(sums, Layout.BLOCK), at, at);
      int partials = whole.allocate(Math.multiplyExact(sums, slices), 0, steps.size());
      workspaces.put(step.op(), new Workspace(scratch, partials, sums));
    }
  }

  private int trained;
  private int weights;

  private List<ParameterSlot> parameters() {
    ParameterLayout layout = new ParameterLayout(graph, layouts);
    Arena arena = new Arena(ALIGNMENT);
    Map<Parameter, Integer> offsets = new HashMap<>();
    for (Parameter p : graph.parameters()) {
      if (p.trainable()) {
        offsets.put(p, arena.allocate(layout.axes(p).floats(), 0, 0));
      }
    }
    trained = arena.end();
    for (Parameter p : graph.parameters()) {
      if (!p.trainable()) {
        offsets.put(p, arena.allocate(layout.axes(p).floats(), 0, 0));
      }
    }
    List<ParameterSlot> result = new ArrayList<>();
    for (Parameter p : graph.parameters()) {
      ParameterLayout.Axes axes = layout.axes(p);
      OptionalInt floats = layout.transposedFloats(p);
      OptionalInt transposed =
          floats.isPresent()
              ? OptionalInt.of(arena.allocate(floats.getAsInt(), 0, 0))
              : OptionalInt.empty();
      result.add(
          new ParameterSlot(
              p, offsets.get(p), axes.floats(), axes.sizes(), axes.strides(), transposed));
    }
    weights = arena.end();
    return result;
  }
}
