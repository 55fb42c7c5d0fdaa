package dev.synapt.processor.plan;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Parameter;
import dev.synapt.processor.lower.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks that a plan keeps what the kernels count on: everything has a place of its own for as long
 * as it is needed, starts where a cache line does, and is as long as its layout says.
 */
public final class MemoryPlanVerifier {

  /** Before the first step: there when a batch comes. */
  private static final int BEFORE = -1;

  /** A place in memory, and the steps during which nothing else may be there. */
  private record Area(String what, int offset, int floats, int from, int to) {

    boolean clashes(Area other) {
      boolean sameTime = from <= other.to && other.from <= to;
      boolean sameMemory = offset < other.offset + other.floats && other.offset < offset + floats;
      return sameTime && sameMemory;
    }

    @Override
    public String toString() {
      return "%s at %d+%d, steps %d to %d".formatted(what, offset, floats, from, to);
    }
  }

  private final OpGraph graph;
  private final List<Phase> phases;
  private final MemoryPlan plan;
  private final List<Step> steps;
  private final Map<Step, Integer> order = new HashMap<>();
  private final Set<ValueId> named = new HashSet<>();
  private final Map<ValueId, Integer> lastWrite = new HashMap<>();
  private final Map<ValueId, Integer> lastRead = new HashMap<>();
  private final Set<ValueId> padded = new HashSet<>();
  private final List<Area> weights = new ArrayList<>();
  private final List<Area> whole = new ArrayList<>();
  private final List<Area> slice = new ArrayList<>();

  private MemoryPlanVerifier(OpGraph graph, List<Phase> phases, MemoryPlan plan) {
    this.graph = graph;
    this.phases = phases;
    this.plan = plan;
    this.steps = phases.stream().flatMap(phase -> phase.steps().stream()).toList();
    named.add(graph.input());
    for (Op op : graph.ops()) {
      named.addAll(op.inputs());
      named.addAll(op.outputs());
      if (op instanceof Op.Conv2d conv && !conv.window().pads().isNone()) {
        padded.addAll(op.inputs());
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      int at = i;
      order.put(steps.get(i), at);
      steps.get(i).op().outputs().forEach(id -> lastWrite.put(id, at));
      if (steps.get(i).part() == Step.Part.MAIN) {
        steps.get(i).op().inputs().forEach(id -> lastRead.put(id, at));
      }
    }
  }

  /**
   * Fails unless everything that the steps read and write has a place, nothing overlaps while both
   * are needed, a frame of zeros is never written to, and all lies within the arrays.
   *
   * @throws IllegalStateException naming what is at the wrong place
   */
  public static void verify(OpGraph graph, List<Phase> phases, MemoryPlan plan) {
    new MemoryPlanVerifier(graph, phases, plan).verify();
  }

  private void verify() {
    graph.parameters().forEach(this::addWeights);
    graph.values().stream().filter(this::isUsed).forEach(this::addValue);
    plan.workspaces().forEach(this::addWorkspace);
    plan.winograds().forEach(this::addWinograd);
    plan.winogradGradients().forEach(this::addWinogradGradient);
    verifyGradientParts();
    verifyAreas(weights, MemoryPlanner.ALIGNMENT, plan.weightFloats());
    verifyAreas(whole, MemoryPlanner.ALIGNMENT, plan.firstSlice());
    verifyAreas(slice, 0, plan.sliceFloats());
    verifySlices();
  }

  /** Gradients of further uses lie behind those of all weights, none over another. */
  private void verifyGradientParts() {
    int[] end = {plan.trainedFloats()};
    plan.gradientParts().entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(part -> {
          require(part.getValue() >= end[0], graph.value(part.getKey()).name() + " is overlaid");
          end[0] = part.getValue() + plan.parameter(graph.parameterOf(part.getKey())).floats();
        });
    require(plan.gradientFloats() == end[0], "the gradients have %d floats".formatted(end[0]));
  }

  private void verifySlices() {
    require(
        plan.firstSlice() % Layout.BLOCK == MemoryPlanner.ALIGNMENT,
        "the first slice starts at " + plan.firstSlice());
    require(
        plan.sliceFloats() % Layout.BLOCK == 0, "a slice has " + plan.sliceFloats() + " floats");
    require(
        plan.valueFloats() == plan.firstSlice() + plan.slices() * plan.sliceFloats(),
        "the values have %d floats".formatted(plan.valueFloats()));
  }

  private static void verifyAreas(List<Area> areas, int alignment, int end) {
    List<Area> open = new ArrayList<>();
    for (Area area : areas.stream().sorted(Comparator.comparingInt(Area::offset)).toList()) {
      // Areas are many: what to say of one is only put together where it is said.
      if (area.offset() % Layout.BLOCK != alignment) {
        throw new IllegalStateException(area + ": off the cache lines");
      }
      if (area.offset() < 0 || area.offset() + area.floats() > end) {
        throw new IllegalStateException(area + ": out of " + end);
      }
      open.removeIf(other -> other.offset() + other.floats() <= area.offset());
      for (Area other : open) {
        if (area.clashes(other)) {
          throw new IllegalStateException(area + " lies over " + other);
        }
      }
      open.add(area);
    }
  }

  private void addWeights(Parameter parameter) {
    ParameterSlot slot = plan.parameter(parameter);
    addForever(weights, parameter.name(), slot.offset(), slot.floats());
    boolean amongTrained = slot.offset() + slot.floats() <= plan.trainedFloats();
    require(
        parameter.trainable() ? amongTrained : slot.offset() >= plan.trainedFloats(),
        parameter.name() + " lies on the wrong side of " + plan.trainedFloats());
    if (slot.transposed().isPresent()) {
      int at = slot.transposed().getAsInt();
      require(at >= plan.trainedFloats(), parameter.name() + ": the copy would be trained");
      addForever(weights, parameter.name() + " transposed", at, transposedFloats(parameter));
    }
    if (slot.transformed().isPresent()) {
      int at = slot.transformed().getAsInt();
      require(at >= plan.trainedFloats(), parameter.name() + ": the copy would be trained");
      Op reader = transformedFor(parameter);
      int floats = transformedFloats(parameter, reader);
      addForever(weights, parameter.name() + " transformed", at, floats);
    }
  }

  /** The length of what the gradient by a layer's input reads. */
  private int transposedFloats(Parameter parameter) {
    for (Op op : graph.ops()) {
      if (op instanceof Op.DenseGradInput g && g.w().equals(parameter.value())) {
        return parameter.shape().dim(0) * place(graph.value(g.dx())).rows().width();
      }
      if (op instanceof Op.Conv2dGradInput g && g.w().equals(parameter.value())) {
        if (plan.winograds().containsKey(op)) {
          return transformedFloats(parameter, op);
        }
        return place(graph.value(g.dx())).layout() instanceof Layout.Pixels image
            ? parameter.shape().size() / parameter.shape().dim(1) * image.stride()
            : parameter.shape().size();
      }
    }
    throw new IllegalStateException("nothing reads a copy of " + parameter.name());
  }

  private Op transformedFor(Parameter parameter) {
    return plan.winograds().keySet().stream()
        .filter(op -> op instanceof Op.Conv2d conv && conv.w().equals(parameter.value()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("nothing reads a transform of " + parameter.name()));
  }

  /** A filter of 9 numbers becomes 16 or 36, in as many planes. */
  private int transformedFloats(Parameter parameter, Op reader) {
    Winograd shape = plan.winograds().get(reader).shape();
    int plane = parameter.shape().size() / 9;
    require(shape.filterPlane() >= plane, "planes that overlap: " + reader);
    return shape.planes() * shape.filterPlane();
  }

  private static void addForever(List<Area> areas, String what, int offset, int floats) {
    areas.add(new Area(what, offset, floats, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  private boolean isUsed(Value value) {
    boolean hasPlace = value.kind() == Value.Kind.SAMPLE || value.kind() == Value.Kind.CHANNEL;
    return hasPlace && named.contains(value.id());
  }

  private void addValue(Value value) {
    Slot slot = place(value);
    require(
        slot.floats() == floats(slot, value),
        "%s has %d floats and not %d".formatted(value.name(), slot.floats(), floats(slot, value)));
    require(
        places(slot.layout()).contains(slot.place()),
        value.name() + " is not where its layout belongs");
    List<Area> areas = slot.perSlice() ? slice : whole;
    boolean ofImage = slot.place() == Slot.Place.IMAGE;
    int floats = ofImage ? Layout.padded(slot.floats()) * Layout.BLOCK : slot.floats();
    int from = made(value.id());
    int to = needed(value.id(), from);
    if (hasFrameOfZeros(value.id())) {
      addForever(areas, value.name(), slot.offset(), floats);
    } else if (ofImage) {
      add(areas, value.name(), slot.offset(), floats, turn(from, true), turn(to, false));
    } else {
      add(areas, value.name(), slot.offset(), floats, from, to);
    }
    boolean shared = slot.layout() instanceof Layout.Pixels && slot.place() == Slot.Place.SLICE;
    require(
        !shared || to <= turn(Math.max(0, from), false),
        value.name() + " is overwritten by the next image before it is read");
  }

  /** Where values of a layout may be; null for one number per channel. */
  private Set<Slot.Place> places(Layout layout) {
    return switch (layout) {
      case null -> Set.of(Slot.Place.WHOLE);
      case Layout.Rows rows -> Set.of(Slot.Place.WHOLE);
      case Layout.SliceImage image -> Set.of(Slot.Place.SLICE);
      case Layout.Pixels image ->
          plan.slices() == 0
              ? Set.of(Slot.Place.WHOLE)
              : Set.of(Slot.Place.SLICE, Slot.Place.IMAGE);
      case Layout.Planes planes -> Set.of(Slot.Place.WHOLE);
    };
  }

  /**
   * The first or the last of the steps around one that an image passes through before the next
   * image does.
   */
  private int turn(int step, boolean first) {
    int at = step;
    int end = first ? phaseStart(step) : phaseEnd(step);
    while (at != end
        && at != BEFORE
        && at < steps.size()
        && isImage(at)
        && isImage(at + (first ? -1 : 1))) {
      at += first ? -1 : 1;
    }
    return at;
  }

  private boolean isImage(int step) {
    Op op = steps.get(step).op();
    return Stream.concat(op.inputs().stream(), op.outputs().stream())
        .map(plan::slot)
        .anyMatch(slot -> slot != null && slot.layout() instanceof Layout.Pixels);
  }

  private Slot place(Value value) {
    Slot slot = plan.slot(value.id());
    require(slot != null, value.name() + " has no place");
    return slot;
  }

  private int floats(Slot slot, Value value) {
    return switch (slot.layout()) {
      case null -> Layout.padded(value.shape().size());
      case Layout.Rows rows -> rows.stride() * Math.max(1, plan.slices() * Layout.BLOCK);
      case Layout.SliceImage image -> image.floats();
      case Layout.Pixels image -> image.floats();
      case Layout.Planes planes -> planes.floats();
    };
  }

  /** Whether a convolution reads a frame around the value: it was zeroed once, with the array. */
  private boolean hasFrameOfZeros(ValueId id) {
    if (place(graph.value(id)).layout() instanceof Layout.Pixels image) {
      return !image.halo().isNone();
    }
    if (place(graph.value(id)).layout() instanceof Layout.Planes image) {
      return !image.halo().isNone();
    }
    return padded.contains(id);
  }

  /** The step that writes a value: the last part of its operation. */
  private int made(ValueId id) {
    return lastWrite.getOrDefault(id, BEFORE);
  }

  /** The last step that reads a value; the caller reads results after all steps. */
  private int needed(ValueId id, int from) {
    if (id.equals(graph.output()) || id.equals(graph.inputGradient().orElse(null))) {
      return steps.size();
    }
    return lastRead.getOrDefault(id, from);
  }

  private int indexOf(Op op, Step.Part part, Domain domain) {
    return order.getOrDefault(new Step(op, part, domain), -1);
  }

  private void addWorkspace(Op op, Workspace work) {
    int sums = indexOf(op, Step.Part.MAIN, Domain.SLICES);
    int combine = indexOf(op, Step.Part.COMBINE, Domain.UNITS);
    require(sums >= 0 && combine > sums, "sums of slices that nothing combines: " + op);
    String name = op.origin() + " sums";
    if (work.perLane()) {
      add(slice, name, work.scratch(), work.partialFloats() * Layout.BLOCK, sums, sums);
    }
    add(whole, name, work.partials(), work.partialFloats() * plan.slices(), sums, combine);
  }

  private void addWinograd(Op op, WinogradWorkspace work) {
    int at = indexOf(op, Step.Part.MAIN, Domain.SLICES);
    require(at >= 0, "a transform that no step makes: " + op);
    List<Area> own = plan.slices() == 0 ? whole : slice;
    Winograd winograd =
        op instanceof Op.Conv2d conv
            ? Winograd.of(graph, conv).orElseThrow()
            : Winograd.of(graph, (Op.Conv2dGradInput) op).orElseThrow();
    require(winograd.equals(work.shape()), "another transform than of " + op);
    String name = op.origin().toString();
    addForever(whole, name + " zeros", work.zeros(), work.zeroFloats());
    add(own, name + " tiles", work.tiles(), winograd.planes() * winograd.tilePlane(), at, at);
    add(
        own,
        name + " products",
        work.products(),
        winograd.planes() * winograd.productPlane(),
        at,
        at);
    add(own, name + " lines", work.lines(), winograd.lineFloats(), at, at);
  }

  private void addWinogradGradient(Op op, WinogradGradWorkspace work) {
    int at = indexOf(op, Step.Part.MAIN, Domain.SLICES);
    require(at >= 0, "a transform that no step makes: " + op);
    Winograd shape = work.shape();
    require(
        Winograd.of(graph, (Op.Conv2dGradWeights) op).equals(Optional.of(shape)),
        "another transform than of " + op);
    String name = op.origin().toString();
    addForever(whole, name + " zeros", work.zeros(), work.zeroFloats());
    add(slice, name + " tiles", work.tiles(), shape.planes() * shape.tilePlane(), at, at);
    add(slice, name + " lines", work.lines(), shape.lineFloats(), at, at);
    int gradients = shape.planes() * shape.productPlane();
    add(slice, name + " gradients", work.gradients(), gradients, at, at);
    int sums = shape.filterFloats();
    add(slice, name + " transformed sums", work.sums(), sums, turn(at, true), turn(at, false));
  }

  /**
   * Within a phase threads are at different steps, so what all slices share is taken for the whole
   * phase; a slice's own memory, and that of inference, is one thread's.
   */
  @SuppressWarnings("ReferenceEquality") // lists of equal areas are still different memory
  private void add(List<Area> areas, String what, int offset, int floats, int from, int to) {
    boolean shared = areas == whole && plan.slices() > 0;
    areas.add(
        new Area(
            what, offset, floats, shared ? phaseStart(from) : from, shared ? phaseEnd(to) : to));
  }

  private int phaseStart(int step) {
    int start = BEFORE;
    int next = 0;
    for (Phase phase : phases) {
      start = next <= step ? next : start;
      next += phase.steps().size();
    }
    return step == BEFORE ? BEFORE : start;
  }

  private int phaseEnd(int step) {
    int next = 0;
    for (Phase phase : phases) {
      next += phase.steps().size();
      if (step < next) {
        return next - 1;
      }
    }
    return step;
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalStateException(problem);
    }
  }
}
