package dev.synapt.processor.plan;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Parameter;
import dev.synapt.processor.lower.TopologyOp;
import dev.synapt.processor.lower.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Gives every value and weight its place. Values of a slice or image share memory when their
 * lifetimes allow; rows and sums, which the phase over weights reads for all samples, have places
 * of their own.
 */
public final class MemoryPlanner {

  /**
   * Where tensors start, in floats modulo 16: an array's first float is 16 bytes into the object,
   * so 12 floats later is a cache line's start wherever the array itself starts on one.
   */
  static final int ALIGNMENT = 12;

  private final OpGraph graph;
  private final Map<ValueId, Layout> layouts;
  private final List<Step> steps;
  private final int slices;
  private final Map<ValueId, Slot> slots = new LinkedHashMap<>();
  private final Map<Op, Workspace> workspaces = new HashMap<>();
  private final Map<Op, WinogradWorkspace> winograds = new HashMap<>();
  private final Map<Op, WinogradGradWorkspace> winogradGradients = new HashMap<>();
  private final Arena whole = new Arena(ALIGNMENT);
  private final Arena slice = new Arena(0);
  private final ImageGroups groups;
  private final Map<ValueId, Integer> gradientParts = new HashMap<>();
  private int gradientFloats;
  private int trained;
  private int weights;

  private MemoryPlanner(
      OpGraph graph, Map<ValueId, Layout> layouts, List<Phase> phases, int slices) {
    this.graph = graph;
    this.layouts = layouts;
    this.steps = phases.stream().flatMap(p -> p.steps().stream()).toList();
    this.slices = slices;
    this.groups = ImageGroups.of(phases, layouts);
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
      if (steps.get(i).part() == Step.Part.MAIN) {
        winograd(steps.get(i).op(), i);
      }
    }
    int firstSlice = whole.end();
    List<ParameterSlot> parameters = parameters();
    gradientFloats = trained;
    graph.ops().forEach(op -> gradientParts(op, parameters));
    return new MemoryPlan(
        slots,
        workspaces,
        winograds,
        winogradGradients,
        parameters,
        slices,
        firstSlice,
        slice.end(),
        Math.addExact(firstSlice, Math.multiplyExact(slices, slice.end())),
        gradientParts,
        trained,
        gradientFloats,
        weights);
  }

  private Slot slot(ValueId id, Layout layout) {
    return switch (layout) {
      case Layout.Rows rows -> {
        int floats = Math.multiplyExact(rows.stride(), Math.max(1, slices * Layout.BLOCK));
        int offset = whole.allocate(floats, 0, steps.size());
        yield new Slot(id, layout, Slot.Place.WHOLE, offset, floats);
      }
      case Layout.SliceImage image ->
          new Slot(
              id, layout, Slot.Place.SLICE, allocate(slice, id, image.floats()), image.floats());
      case Layout.Pixels pixels ->
          slices == 0
              ? new Slot(
                  id,
                  layout,
                  Slot.Place.WHOLE,
                  allocate(whole, id, pixels.floats()),
                  pixels.floats())
              : imageSlot(id, pixels);
      case Layout.Planes planes ->
          new Slot(
              id, layout, Slot.Place.WHOLE, allocate(whole, id, planes.floats()), planes.floats());
    };
  }

  private int allocate(Arena arena, ValueId id, int floats) {
    return needsZeroHalo(id)
        ? arena.allocate(floats, -1, steps.size())
        : arena.allocate(floats, definedAt(id), lastRead(id));
  }

  /**
   * An image's value needs a copy for each image of a slice only if it is read after the images of
   * the slice have passed through the steps around its definition; else all images use the same
   * memory, which then stays in the cache.
   */
  private Slot imageSlot(ValueId id, Layout.Pixels pixels) {
    int floats = Layout.padded(pixels.floats());
    int defined = Math.max(0, definedAt(id));
    if (groups.last(defined) >= lastRead(id) && !isKept(id)) {
      return new Slot(id, pixels, Slot.Place.SLICE, allocate(slice, id, floats), pixels.floats());
    }
    int copies = Math.multiplyExact(floats, Layout.BLOCK);
    int offset =
        needsZeroHalo(id)
            ? slice.allocate(copies, -1, steps.size())
            : slice.allocate(copies, groups.first(defined), groups.last(lastRead(id)));
    return new Slot(id, pixels, Slot.Place.IMAGE, offset, pixels.floats());
  }

  /** Whether the caller may ask for a value after the step. */
  private boolean isKept(ValueId id) {
    return id.equals(graph.output()) || id.equals(graph.inputGradient().orElse(null));
  }

  private Slot channelSlot(Value value) {
    int floats = Layout.padded(value.shape().size());
    return new Slot(
        value.id(), null, Slot.Place.WHOLE, whole.allocate(floats, 0, steps.size()), floats);
  }

  /** A frame of zeros stays zero only where nothing else is ever written. */
  private boolean needsZeroHalo(ValueId id) {
    return switch (layouts.get(id)) {
      case Layout.Rows rows -> false;
      case Layout.SliceImage image ->
          graph.readers(id).stream()
              .anyMatch(op -> op instanceof Op.Conv2d conv && !conv.window().pads().isNone());
      case Layout.Pixels image -> !image.halo().isNone();
      case Layout.Planes image -> !image.halo().isNone();
    };
  }

  private int definedAt(ValueId id) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).op().outputs().contains(id)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The last step that needs a value; the gradient by the input stays until the caller reads it.
   */
  private int lastRead(ValueId id) {
    if (id.equals(graph.inputGradient().orElse(null))) {
      return steps.size();
    }
    int last = Math.max(definedAt(id), 0);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.part() == Step.Part.MAIN && step.op().inputs().contains(id)) {
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
              weightFloats(g) + g.db().map(b -> Layout.padded(graph.shape(b).size())).orElse(0);
          case Op.BatchNormStatistics s -> 2 * Layout.padded(graph.shape(s.mean()).size());
          case Op.BatchNormGradParameters g -> 2 * Layout.padded(graph.shape(g.mean()).size());
          case Op.Family f when f.sumsOverBatch() ->
              f.outputs().stream().mapToInt(v -> Layout.padded(graph.shape(v).size())).sum();
          default -> 0;
        };
    if (sums > 0) {
      boolean perLane = !ImageGroups.isImage(step, layouts);
      int lanes = Math.multiplyExact(sums, Layout.BLOCK);
      int scratch = perLane ? slice.allocate(lanes, at, at) : 0;
      int partials = whole.allocate(Math.multiplyExact(sums, slices), 0, steps.size());
      workspaces.put(step.op(), new Workspace(perLane, scratch, partials, sums));
    }
  }

  private void winograd(Op op, int at) {
    switch (op) {
      case Op.Conv2d conv when layouts.get(conv.x()) instanceof Layout.Pixels x ->
          Winograd.of(graph, conv).ifPresent(w -> winograd(op, w, x, at));
      case Op.Conv2dGradInput g when layouts.get(g.dy()) instanceof Layout.Pixels dy ->
          Winograd.of(graph, g).ifPresent(w -> winograd(op, w, dy, at));
      case Op.Conv2dGradWeights g when layouts.get(g.x()) instanceof Layout.Pixels x ->
          Winograd.of(graph, g).ifPresent(w -> winogradGradient(g, w, x, at));
      default -> {
        // nothing more
      }
    }
  }

  private void winograd(Op op, Winograd w, Layout.Pixels source, int at) {
    Arena own = slices == 0 ? whole : slice;
    int zeroFloats = Layout.padded(source.rowStride());
    winograds.put(
        op,
        new WinogradWorkspace(
            w,
            whole.allocate(zeroFloats, -1, steps.size()),
            own.allocate(w.lineFloats(), at, at),
            own.allocate(Math.multiplyExact(w.planes(), w.tilePlane()), at, at),
            own.allocate(Math.multiplyExact(w.planes(), w.productPlane()), at, at),
            zeroFloats));
  }

  /** The sums stay from the first image of a slice to its last. */
  private void winogradGradient(Op.Conv2dGradWeights op, Winograd w, Layout.Pixels x, int at) {
    int dyRow = ((Layout.Pixels) layouts.get(op.dy())).rowStride();
    int zeroFloats = Layout.padded(Math.max(x.rowStride(), dyRow));
    winogradGradients.put(
        op,
        new WinogradGradWorkspace(
            w,
            whole.allocate(zeroFloats, -1, steps.size()),
            slice.allocate(w.lineFloats(), at, at),
            slice.allocate(Math.multiplyExact(w.planes(), w.tilePlane()), at, at),
            slice.allocate(Math.multiplyExact(w.planes(), w.productPlane()), at, at),
            slice.allocate(w.filterFloats(), groups.first(at), groups.last(at)),
            zeroFloats));
  }

  /**
   * A convolution's sums lie as its weights do, with the padding that these have in channels-last
   * layout.
   */
  private int weightFloats(Op.Conv2dGradWeights op) {
    return new ParameterLayout(graph, layouts).axes(graph.parameterOf(op.dw())).floats();
  }

  /** The first part is where the sum will be, the others behind all gradients. */
  private void gradientParts(Op op, List<ParameterSlot> parameters) {
    if (op instanceof TopologyOp.SharedGradient sum) {
      Parameter parameter = graph.parameterOf(sum.dw());
      int floats =
          parameters.stream()
              .filter(slot -> slot.parameter().equals(parameter))
              .findFirst()
              .orElseThrow()
              .floats();
      for (ValueId part : sum.parts().subList(1, sum.parts().size())) {
        gradientParts.put(part, gradientFloats);
        gradientFloats = Math.addExact(gradientFloats, floats);
      }
    }
  }

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
      result.add(
          new ParameterSlot(
              p,
              offsets.get(p),
              axes.floats(),
              axes.sizes(),
              axes.strides(),
              copy(arena, floats),
              copy(arena, layout.transformedFloats(p))));
    }
    weights = arena.end();
    return result;
  }

  private static OptionalInt copy(Arena arena, OptionalInt floats) {
    return floats.isPresent()
        ? OptionalInt.of(arena.allocate(floats.getAsInt(), 0, 0))
        : OptionalInt.empty();
  }
}
