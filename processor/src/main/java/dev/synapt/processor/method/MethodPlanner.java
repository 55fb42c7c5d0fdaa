package dev.synapt.processor.method;

import dev.synapt.processor.graph.FieldPath;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.kernel.Kernel;
import dev.synapt.processor.kernel.KernelCode;
import dev.synapt.processor.kernel.KernelSelection;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.BasicLossOp;
import dev.synapt.processor.lower.Direction;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Origin;
import dev.synapt.processor.plan.Domain;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.MemoryPlan;
import dev.synapt.processor.plan.Panels;
import dev.synapt.processor.plan.ParameterSlot;
import dev.synapt.processor.plan.Phase;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Step;
import dev.synapt.processor.plan.Winograd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Gathers the code of the steps into methods: one per layer and direction in each phase, named
 * after the user's field, and the routines that they call.
 */
public final class MethodPlanner {

  /** Of 512 KB. */
  private static final int SECOND_LEVEL_FLOATS = 128 * 1024;

  private final OpGraph graph;
  private final MemoryPlan memory;
  private final Target target;
  private final KernelSelection kernels;
  private final Map<Step, KernelCode> code = new HashMap<>();
  private final Map<String, Routine> routines = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();

  private MethodPlanner(OpGraph graph, MemoryPlan memory, Target target) {
    this.graph = graph;
    this.memory = memory;
    this.target = target;
    this.kernels = new KernelSelection(new Kernel(graph, memory, target));
  }

  /** The methods of a training step. */
  public static MethodPlan training(
      OpGraph graph, List<Phase> phases, MemoryPlan memory, Target target) {
    return new MethodPlanner(graph, memory, target).batch(phases);
  }

  /** The methods of inference of one sample. */
  public static MethodPlan inference(
      OpGraph graph, List<Phase> phases, MemoryPlan memory, Target target) {
    return new MethodPlanner(graph, memory, target).inference(phases);
  }

  /** The methods of inference of many samples at once. */
  public static MethodPlan batch(
      OpGraph graph, List<Phase> phases, MemoryPlan memory, Target target) {
    return new MethodPlanner(graph, memory, target).batch(phases);
  }

  /** Picks every kernel first, so that no layer's method takes the name of a routine. */
  private void selectKernels(List<Phase> phases) {
    for (Phase phase : phases) {
      for (Step step : phase.steps()) {
        KernelCode selected = kernels.select(step);
        code.put(step, selected);
        selected.routines().forEach(this::addRoutine);
      }
    }
  }

  private void addRoutine(Routine routine) {
    Routine other = routines.put(routine.name(), routine);
    if (other != null && !other.equals(routine)) {
      throw new IllegalStateException("two routines are named " + routine.name());
    }
    names.add(routine.name());
  }

  private MethodPlan batch(List<Phase> phases) {
    selectKernels(phases);
    boolean depthFirst = memory.slots().values().stream().anyMatch(Slot::perSlice);
    List<PhaseMethods> planned = new ArrayList<>();
    for (Phase phase : phases) {
      List<LayerMethod> methods = new ArrayList<>();
      if (planned.isEmpty()) {
        methods.add(input());
      }
      methods.addAll(methods(phase.steps(), phase.domain()));
      planned.add(new PhaseMethods(phase.domain(), methods));
    }
    if (planned.isEmpty()) {
      planned.add(new PhaseMethods(Domain.SLICES, List.of(input())));
    }
    return checked(
        new MethodPlan(
            target, memory, planned, results(), List.copyOf(routines.values()), depthFirst));
  }

  private static MethodPlan checked(MethodPlan plan) {
    MethodBudget.check(plan);
    return plan;
  }

  private List<LayerMethod> results() {
    List<LayerMethod> results = new ArrayList<>();
    results.add(
        new LayerMethod(
            "outputs", "Hands out the outputs.", false, kernels.rows(graph.output()).body()));
    graph
        .inputGradient()
        .ifPresent(gradient ->
            results.add(
                new LayerMethod(
                    "inputGradient",
                    "Hands out the gradient by the input.",
                    false,
                    kernels.rows(gradient).body())));
    return results;
  }

  private MethodPlan inference(List<Phase> phases) {
    selectKernels(phases);
    List<Step> steps = phases.stream().flatMap(p -> p.steps().stream()).toList();
    List<LayerMethod> methods = new ArrayList<>();
    methods.add(
        new LayerMethod(
            "input", "Takes the caller's sample.", false, kernels.input(graph.input()).body()));
    methods.addAll(methods(steps, Domain.SLICES));
    methods.add(
        new LayerMethod(
            "output", "Hands out the result.", false, kernels.output(graph.output()).body()));
    return checked(
        new MethodPlan(
            target,
            memory,
            List.of(new PhaseMethods(Domain.SLICES, methods)),
            List.of(),
            List.copyOf(routines.values()),
            false));
  }

  private LayerMethod input() {
    KernelCode input = kernels.input(graph.input());
    return new LayerMethod(
        unique("input", ""),
        "Brings the caller's samples into their layout.",
        isImage(input),
        inSlices(List.of(input)));
  }

  private static boolean isImage(KernelCode code) {
    return code.form() == KernelCode.Form.IMAGE;
  }

  /** Consecutive steps of one field and direction make one method, if that is not too large. */
  private List<LayerMethod> methods(List<Step> steps, Domain domain) {
    List<LayerMethod> methods = new ArrayList<>();
    int i = 0;
    while (i < steps.size()) {
      Step first = steps.get(i);
      Origin origin = first.op().origin();
      List<Step> group = new ArrayList<>();
      while (i < steps.size()
          && together(origin, steps.get(i).op().origin())
          && isImage(code.get(steps.get(i))) == isImage(code.get(first))) {
        group.add(steps.get(i++));
      }
      LayerParts.of(group, part -> MethodBudget.fits(MethodCost.of(body(part, domain))))
          .forEach(part -> methods.add(method(origin, part, domain)));
    }
    return methods;
  }

  private static boolean together(Origin a, Origin b) {
    return a.field().equals(b.field())
        && a.direction() == b.direction()
        && a.stage().equals("output") == b.stage().equals("output");
  }

  private LayerMethod method(Origin origin, List<Step> steps, Domain domain) {
    String what = verb(origin, domain);
    List<String> stages = steps.stream().map(s -> s.op().origin().stage()).distinct().toList();
    return new LayerMethod(
        unique(
            what + Kernel.capital(FieldPath.identifier(origin.field())),
            Kernel.capital(stages.getFirst())),
        "%s of {@code %s}: %s."
            .formatted(Kernel.capital(what), origin.field(), String.join(", ", stages)),
        isImage(code.get(steps.getFirst())),
        isTogether(steps),
        body(steps, domain),
        steps.getLast().op().outputs().stream().findFirst());
  }

  /**
   * Weights that come from beyond the second-level cache are read once for all slices and not for
   * each.
   */
  private boolean isTogether(List<Step> steps) {
    int weights = steps.stream().mapToInt(step -> denseFloats(step.op())).sum();
    return weights > SECOND_LEVEL_FLOATS
        && steps.stream().allMatch(step -> code.get(step).form() == KernelCode.Form.RANGE);
  }

  private int denseFloats(Op op) {
    return switch (op) {
      case Op.Dense dense -> memory.parameter(dense.w()).floats();
      case Op.DenseGradInput gradient -> memory.parameter(gradient.w()).floats();
      default -> 0;
    };
  }

  private List<Stmt> body(List<Step> steps, Domain domain) {
    List<KernelCode> parts = steps.stream().map(code::get).toList();
    return domain == Domain.UNITS ? inUnits(parts) : inSlices(parts);
  }

  private String verb(Origin origin, Domain domain) {
    if (origin.stage().equals("output") && origin.direction() == Direction.FORWARD) {
      return graph.ops().stream().anyMatch(MethodPlanner::isLoss) ? "loss" : "probabilities";
    }
    if (origin.direction() == Direction.FORWARD) {
      return domain == Domain.UNITS ? "statistics" : "forward";
    }
    return domain == Domain.UNITS ? "gradients" : "backward";
  }

  private static boolean isLoss(Op op) {
    return op instanceof BasicLossOp.SoftmaxCrossEntropy
        || op instanceof BasicLossOp.SquaredError
        || op instanceof LossOp;
  }

  /** A layer that is cut in two has a second method, named after its first stage too. */
  private String unique(String name, String stage) {
    if (names.add(name)) {
      return name;
    }
    String longer = name + stage;
    for (int i = 2; !names.add(longer); i++) {
      longer = name + stage + i;
    }
    return longer;
  }

  private static List<Stmt> inUnits(List<KernelCode> code) {
    List<Stmt> body = new ArrayList<>();
    for (KernelCode c : code) {
      if (code.size() == 1) {
        body.addAll(c.body());
      } else {
        body.add(new Stmt.Block(c.body()));
      }
    }
    return body;
  }

  /**
   * Neighbouring steps that work slice by slice share one loop over the slices; an image is in one
   * slice.
   */
  private List<Stmt> inSlices(List<KernelCode> code) {
    List<Stmt> body = new ArrayList<>();
    if (isImage(code.getFirst())) {
      body.add(sliceStart());
      code.forEach(c -> body.addAll(c.body()));
      return body;
    }
    int i = 0;
    while (i < code.size()) {
      if (code.get(i).form() != KernelCode.Form.SLICE) {
        body.addAll(code.get(i++).body());
        continue;
      }
      List<Stmt> slice = new ArrayList<>();
      while (i < code.size() && code.get(i).form() == KernelCode.Form.SLICE) {
        slice.addAll(code.get(i++).body());
      }
      body.add(sliceLoop(slice));
    }
    return body;
  }

  private Stmt sliceLoop(List<Stmt> slice) {
    List<Stmt> body = new ArrayList<>();
    if (memory.sliceFloats() > 0) {
      body.add(sliceStart());
    }
    body.addAll(slice);
    return new Stmt.For("slice", Index.of("from"), Index.of("to"), 1, body);
  }

  private Stmt sliceStart() {
    return new Stmt.LetIndex(
        Kernel.SLICE_BASE, Index.of(memory.firstSlice()).plus(memory.sliceFloats(), "slice"));
  }

  /**
   * The calls that renew transposed and transformed copies, as statements with {@code worker} and
   * {@code workers}.
   */
  public static List<String> refresh(MemoryPlan memory) {
    List<String> calls = new ArrayList<>();
    for (ParameterSlot slot : memory.parameters()) {
      slot.transformed().ifPresent(at -> calls.add(transformed(slot, at, memory)));
      slot.transposed().ifPresent(at -> calls.add(transposed(slot, at, memory)));
    }
    return calls;
  }

  /**
   * A convolution of single positions has a tensor like a dense layer, but its channels lie
   * together.
   */
  private static boolean isDense(ParameterSlot slot) {
    boolean filters = slot.sizes().size() == 4 && slot.strides().get(1) == 1;
    return slot.parameter().shape().rank() == 2 && !filters;
  }

  /** What a convolution by Winograd reads. */
  private static String transformed(ParameterSlot slot, int to, MemoryPlan memory) {
    return winograd(slot, memory, op -> op instanceof Op.Conv2d conv ? conv.w() : null)
        .map(w -> transform("transform", slot, w, to))
        .orElseThrow();
  }

  /** What the gradient by a layer's input reads. */
  private static String transposed(ParameterSlot slot, int to, MemoryPlan memory) {
    return winograd(slot, memory, op -> op instanceof Op.Conv2dGradInput g ? g.w() : null)
        .map(w -> transform("transformReversed", slot, w, to))
        .orElseGet(() -> isDense(slot) ? transpose(slot) : flip(slot));
  }

  private static Optional<Winograd> winograd(
      ParameterSlot slot, MemoryPlan memory, Function<Op, ValueId> filters) {
    return memory.winograds().entrySet().stream()
        .filter(e -> slot.parameter().value().equals(filters.apply(e.getKey())))
        .map(e -> e.getValue().shape())
        .findFirst();
  }

  private static String transform(String method, ParameterSlot slot, Winograd shape, int to) {
    Shape filters = slot.parameter().shape();
    return "WinogradFilters.%s(weights, %s, %s, %s, %s, %s, %s, %s, worker, workers);"
        .formatted(
            method,
            slot.offset(),
            filters.dim(1),
            filters.dim(0),
            shape.side(),
            to,
            shape.filterPlane(),
            shape.panels().width());
  }

  private static String transpose(ParameterSlot slot) {
    int columns = slot.parameter().shape().dim(0);
    int rows = slot.floats() / Layout.padded(columns);
    return "Matrices.transposePanels(weights, %s, %s, %s, %s, %s, %s, worker, workers);"
        .formatted(
            slot.offset(),
            rows,
            columns,
            Panels.of(rows, columns).width(),
            slot.transposed().getAsInt(),
            Panels.of(columns, rows).width());
  }

  private static String flip(ParameterSlot slot) {
    Shape shape = slot.parameter().shape();
    int filters = shape.dim(0);
    int channels = shape.dim(1);
    int taps = shape.size() / (shape.dim(0) * shape.dim(1));
    int to = slot.transposed().getAsInt();
    boolean filtersInLanes = slot.strides().get(1) != 1;
    return filtersInLanes
        ? "Matrices.flipPixelFilters(weights, %s, %s, %s, %s, %s, worker, workers);"
            .formatted(slot.offset(), filters, taps, channels, to)
        : "Matrices.flipFilters(weights, %s, %s, %s, %s, %s, worker, workers);"
            .formatted(slot.offset(), filters, taps, channels, to);
  }
}
