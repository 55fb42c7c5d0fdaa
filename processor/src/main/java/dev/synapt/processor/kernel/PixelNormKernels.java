package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Batch normalisation of channels-last images in training, channels in the lanes. Each image finds
 * its own mean and sum of squared deviations while it is in the cache and adds them to its slice's
 * by the formula of Chan, Golub and LeVeque (1979); slices are combined as those of other layouts
 * are.
 */
final class PixelNormKernels {

  /** Neighbouring pixels with sums of their own: a chain of additions would wait for each. */
  private static final int CHAINS = 4;

  private final Kernel kernel;
  private final RoutinePool pool;

  PixelNormKernels(Kernel kernel, RoutinePool pool) {
    this.kernel = kernel;
    this.pool = pool;
  }

  KernelCode statistics(Op.BatchNormStatistics op) {
    Slot x = kernel.slot(op.x());
    Layout.Pixels image = x.pixels();
    int positions = image.height() * image.width();
    Expr delta = Expr.ref("delta");
    int chains = chains(image);
    List<Stmt> body = new ArrayList<>();
    body.addAll(zeros("sum", chains));
    body.add(pixels(image, chains, i -> List.of(add("sum" + i, entry("in", image, i)))));
    body.add(let("mean", Expr.div(total("sum", chains), Expr.constant(positions))));
    body.addAll(zeros("square", chains));
    body.add(
        pixels(
            image,
            chains,
            i ->
                List.of(
                    let("d" + i, Expr.sub(entry("in", image, i), Expr.ref("mean"))),
                    addProduct("square" + i, Expr.ref("d" + i), Expr.ref("d" + i)))));
    body.add(let("before", load("to", 0)));
    body.add(let("delta", Expr.sub(Expr.ref("mean"), Expr.ref("before"))));
    body.add(store("to", 0, new Expr.Fma(delta, new Expr.Scalar("share"), Expr.ref("before"))));
    int half = kernel.workspace(op).partialFloats() / 2;
    body.add(let("within", Expr.add(load("to", half), total("square", chains))));
    body.add(
        store(
            "to",
            half,
            new Expr.Fma(Expr.mul(delta, delta), new Expr.Scalar("between"), Expr.ref("within"))));
    Routine routine =
        share(
            "normStatistics",
            "Adds an image's mean of each channel and sum of squared deviations to its slice's.",
            x,
            List.of("in", "to", "image"),
            List.of(
                new Stmt.Java("float share = 1f / (image + 1);"),
                new Stmt.Java(
                    "float between = %s * image * share;".formatted((float) positions + "f"))),
            body);
    Index sums = sums(kernel.workspace(op));
    return code(
        List.of(
            PixelGradWeightsKernels.clear(sums, kernel.workspace(op)),
            new Stmt.Call(routine.name(), origin(x), sums, Index.of("image"))),
        routine);
  }

  KernelCode apply(Op.BatchNormApply op) {
    Slot x = kernel.slot(op.x());
    Slot y = kernel.slot(op.y());
    boolean relu = op.activation().isPresent();
    List<Stmt> body = new ArrayList<>();
    body.add(let("mean", load("means", 0)));
    body.add(let("inverse", load("inverses", 0)));
    body.add(let("gamma", weight("gammas")));
    body.add(let("beta", weight("betas")));
    body.add(
        pixels(
            x.pixels(),
            1,
            i ->
                List.of(
                    let("xhat", normalised(x)),
                    storeEntry("out", y, BatchNormKernels.result(relu)))));
    Routine routine =
        share(
            relu ? "normApplyRelu" : "normApply",
            BatchNormKernels.applyFormula(relu),
            x,
            List.of("in", "out", "means", "inverses", "gammas", "betas"),
            List.of(),
            body);
    return code(
        List.of(
            new Stmt.Call(
                routine.name(),
                origin(x),
                origin(y),
                Index.of(kernel.slot(op.mean()).offset()),
                Index.of(kernel.slot(op.inverse()).offset()),
                Index.of(kernel.parameter(op.gamma()).offset()),
                Index.of(kernel.parameter(op.beta()).offset()))),
        routine);
  }

  KernelCode gradParameters(Op.BatchNormGradParameters op) {
    Slot x = kernel.slot(op.x());
    Slot dy = kernel.slot(op.dy());
    Workspace work = kernel.workspace(op);
    Optional<Slot> gate = op.gate().map(kernel::slot);
    int half = work.partialFloats() / 2;
    int chains = Math.min(2, chains(x.pixels()));
    List<Stmt> body = new ArrayList<>();
    body.add(let("mean", load("means", 0)));
    body.add(let("inverse", load("inverses", 0)));
    body.addAll(zeros("dgamma", chains));
    body.addAll(zeros("dbeta", chains));
    body.add(
        pixels(
            x.pixels(),
            chains,
            i ->
                List.of(
                    let("d" + i, gated(dy, gate, i)),
                    let(
                        "xhat" + i,
                        Expr.mul(
                            Expr.sub(entry("in", x.pixels(), i), Expr.ref("mean")),
                            Expr.ref("inverse"))),
                    addProduct("dgamma" + i, Expr.ref("d" + i), Expr.ref("xhat" + i)),
                    add("dbeta" + i, Expr.ref("d" + i)))));
    body.add(store("to", 0, Expr.add(load("to", 0), total("dgamma", chains))));
    body.add(store("to", half, Expr.add(load("to", half), total("dbeta", chains))));
    Routine routine =
        share(
            gate.isPresent() ? "normReluGradSums" : "normGradSums",
            "Adds an image's sums of {@code dy xhat} and {@code dy} of each channel to its slice's"
                + where(gate)
                + ".",
            x,
            gated(gate, "in", "dy", "to", "means", "inverses"),
            List.of(),
            body);
    Index sums = sums(work);
    return code(
        List.of(
            PixelGradWeightsKernels.clear(sums, work),
            new Stmt.Call(
                routine.name(),
                gated(
                    gate,
                    origin(x),
                    origin(dy),
                    sums,
                    Index.of(kernel.slot(op.mean()).offset()),
                    Index.of(kernel.slot(op.inverse()).offset())))),
        routine);
  }

  private static String where(Optional<Slot> gate) {
    return gate.isPresent() ? ", where y is above zero" : "";
  }

  private static List<String> gated(Optional<Slot> gate, String... parameters) {
    return Stream.concat(Stream.of(parameters), gate.map(_ -> "gate").stream()).toList();
  }

  private static List<Index> gated(Optional<Slot> gate, Index... arguments) {
    return Stream.concat(Stream.of(arguments), gate.map(PixelNormKernels::origin).stream())
        .toList();
  }

  private static Expr gated(Slot dy, Optional<Slot> gate, int i) {
    return BatchNormKernels.gated(
        entry("dy", dy.pixels(), i), gate.map(g -> entry("gate", g.pixels(), i)));
  }

  KernelCode gradInput(Op.BatchNormGradInput op) {
    Slot x = kernel.slot(op.x());
    Slot dy = kernel.slot(op.dy());
    Slot dx = kernel.slot(op.dx());
    Optional<Slot> gate = op.gate().map(kernel::slot);
    Expr share = new Expr.Scalar("share");
    List<Stmt> body = new ArrayList<>();
    body.add(let("mean", load("means", 0)));
    body.add(let("inverse", load("inverses", 0)));
    body.add(let("scale", Expr.mul(Expr.ref("inverse"), weight("gammas"))));
    body.add(let("slope", Expr.mul(share, gradient("dgammas"))));
    body.add(let("offset", Expr.mul(share, gradient("dbetas"))));
    body.add(
        pixels(
            x.pixels(),
            1,
            i ->
                List.of(
                    let("xhat", normalised(x)),
                    let("d", Expr.sub(gated(dy, gate, 0), Expr.ref("offset"))),
                    let(
                        "own",
                        Expr.sub(Expr.ref("d"), Expr.mul(Expr.ref("xhat"), Expr.ref("slope")))),
                    storeEntry("dx", dx, Expr.mul(Expr.ref("own"), Expr.ref("scale"))))));
    int positions = x.pixels().height() * x.pixels().width();
    Routine routine =
        share(
            gate.isPresent() ? "normReluGradInput" : "normGradInput",
            "{@code dx = gamma inverse (dy - dbeta/M - xhat dgamma/M)}"
                + (gate.isPresent() ? ", with dy zero where y is not above zero" : "")
                + ".",
            x,
            gated(gate, "in", "dy", "dx", "means", "inverses", "gammas", "dgammas", "dbetas"),
            List.of(new Stmt.Java("float share = 1f / (this.samples * %s);".formatted(positions))),
            body);
    return code(
        List.of(
            new Stmt.Call(
                routine.name(),
                gated(
                    gate,
                    origin(x),
                    origin(dy),
                    origin(dx),
                    Index.of(kernel.slot(op.mean()).offset()),
                    Index.of(kernel.slot(op.inverse()).offset()),
                    Index.of(kernel.parameter(op.gamma()).offset()),
                    Index.of(kernel.gradient(op.dgamma())),
                    Index.of(kernel.gradient(op.dbeta()))))),
        routine);
  }

  private static KernelCode code(List<Stmt> body, Routine routine) {
    return new KernelCode(KernelCode.Form.IMAGE, body, List.of(routine));
  }

  /** A routine on the channels of an image. */
  private Routine share(
      String name,
      String doc,
      Slot x,
      List<String> parameters,
      List<Stmt> start,
      List<Stmt> channels) {
    int lanes = x.pixels().stride();
    List<Stmt> body = new ArrayList<>(start);
    body.add(kernel.lanes(lanes, channels));
    return pool.share(
        new Routine(
            "%sC%sH%sW%s"
                .formatted(name, x.pixels().channels(), x.pixels().height(), x.pixels().width()),
            doc,
            parameters,
            body));
  }

  private static int chains(Layout.Pixels image) {
    int chains = CHAINS;
    while (image.width() % chains != 0) {
      chains /= 2;
    }
    return chains;
  }

  /** The statements of one of some neighbouring pixels. */
  private interface PixelCode {
    List<Stmt> at(int i);
  }

  /** Does something at each pixel, so many neighbours in one pass of the loop. */
  private static Stmt pixels(Layout.Pixels image, int neighbours, PixelCode code) {
    List<Stmt> body = new ArrayList<>();
    for (int i = 0; i < neighbours; i++) {
      body.addAll(code.at(i));
    }
    Stmt row = new Stmt.For("x", Index.of(0), Index.of(image.width()), neighbours, body);
    return new Stmt.For("y", Index.of(0), Index.of(image.height()), 1, List.of(row));
  }

  private static Index at(String start, Layout.Pixels image, int i) {
    return Index.of(start)
        .plus(image.rowStride(), "y")
        .plus(image.stride(), "x")
        .plus(i * image.stride());
  }

  private static Expr entry(String start, Layout.Pixels image, int i) {
    return new Expr.Load(Kernel.VALUES, at(start, image, i));
  }

  private static Expr normalised(Slot x) {
    return Expr.mul(Expr.sub(entry("in", x.pixels(), 0), Expr.ref("mean")), Expr.ref("inverse"));
  }

  private static Stmt storeEntry(String start, Slot slot, Expr value) {
    return new Stmt.Store(Kernel.VALUES, at(start, slot.pixels(), 0), value);
  }

  private static Expr load(String start, int more) {
    return new Expr.Load(Kernel.VALUES, Index.of(start).plus(more));
  }

  private static Stmt store(String start, int more, Expr value) {
    return new Stmt.Store(Kernel.VALUES, Index.of(start).plus(more), value);
  }

  private static Expr weight(String start) {
    return new Expr.Load(Kernel.WEIGHTS, Index.of(start));
  }

  private static Expr gradient(String start) {
    return new Expr.Load(Kernel.GRADIENTS, Index.of(start));
  }

  private static List<Stmt> zeros(String name, int count) {
    List<Stmt> zeros = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      zeros.add(let(name + i, Expr.constant(0)));
    }
    return zeros;
  }

  /** The sum of some sums, as a tree. */
  private static Expr total(String name, int count) {
    return switch (count) {
      case 1 -> Expr.ref(name + 0);
      case 2 -> Expr.add(Expr.ref(name + 0), Expr.ref(name + 1));
      default ->
          Expr.add(
              Expr.add(Expr.ref(name + 0), Expr.ref(name + 1)),
              Expr.add(Expr.ref(name + 2), Expr.ref(name + 3)));
    };
  }

  private static Stmt let(String name, Expr value) {
    return new Stmt.Let(name, value);
  }

  private static Stmt add(String name, Expr value) {
    return new Stmt.Set(name, Expr.add(Expr.ref(name), value));
  }

  private static Stmt addProduct(String name, Expr a, Expr b) {
    return new Stmt.Set(name, new Expr.Fma(a, b, Expr.ref(name)));
  }

  private static Index origin(Slot slot) {
    return Kernel.base(slot).plus(slot.pixels().at(0, 0));
  }

  private static Index sums(Workspace work) {
    return Index.of(work.partials()).plus(work.partialFloats(), "slice");
  }
}
