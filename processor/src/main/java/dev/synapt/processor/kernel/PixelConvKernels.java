package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.Window;
import dev.synapt.processor.plan.GradientTaps;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Convolution of one image, channels last, filters in the lanes: a tile of a few neighbouring
 * pixels, each input float the same for all lanes. The gradient by the input is the same with
 * channels in the lanes, once for the positions of each class that a stride makes. Rows of zeros
 * around an image are left out, columns are in memory.
 */
final class PixelConvKernels {

  private final Kernel kernel;
  private final RoutinePool pool;

  PixelConvKernels(Kernel kernel, RoutinePool pool) {
    this.kernel = kernel;
    this.pool = pool;
  }

  /** What is done with a tile's sums, and how that is called. */
  private record Epilogue(String name, String formula, Optional<ValueId> bias, boolean relu) {}

  KernelCode forward(Op.Conv2d op) {
    Slot y = kernel.slot(op.y());
    Correlation pass =
        Correlation.forward(kernel.slot(op.x()), y, op.window(), kernel.parameter(op.w()).offset());
    boolean relu = op.activation().isPresent();
    String sum = "conv(x, w)" + (op.b().isPresent() ? " + b" : "");
    Epilogue epilogue =
        new Epilogue(
            "conv" + (op.b().isPresent() ? "Bias" : "") + (relu ? "Relu" : ""),
            "y = " + (relu ? "relu(" + sum + ")" : sum),
            op.b(),
            relu);
    List<Routine> routines = new ArrayList<>();
    List<Stmt> body = rows(pass, op.window(), epilogue, routines);
    return new KernelCode(kernel.imageForm(y), body, routines);
  }

  KernelCode gradInput(Op.Conv2dGradInput op) {
    Slot dy = kernel.slot(op.dy());
    Slot dx = kernel.slot(op.dx());
    int flipped = kernel.parameter(op.w()).transposed().orElseThrow();
    Epilogue epilogue = new Epilogue("convGradInput", "dx = dy w", Optional.empty(), false);
    List<Routine> routines = new ArrayList<>();
    List<Stmt> body = new ArrayList<>();
    for (GradientTaps rows : GradientTaps.rows(op.window())) {
      for (GradientTaps columns : GradientTaps.columns(op.window())) {
        Correlation pass = Correlation.gradient(dy, dx, op.window(), flipped, rows, columns);
        if (!pass.isEmpty()) {
          body.addAll(rows(pass, op.window(), epilogue, routines));
        }
      }
    }
    return new KernelCode(kernel.imageForm(dx), body, routines);
  }

  /** All rows of a pass. */
  private List<Stmt> rows(
      Correlation pass, Window window, Epilogue epilogue, List<Routine> routines) {
    List<Stmt> row = new ArrayList<>();
    if (pass.hasOuterRows()) {
      row.add(pass.rowRange());
    }
    Routine routine = pool.share(row(pass, window, epilogue));
    if (!routines.contains(routine)) {
      routines.add(routine);
    }
    row.add(new Stmt.Call(routine.name(), arguments(pass, epilogue)));
    return List.of(new Stmt.For("y", Index.of(0), Index.of(pass.rows().positions()), 1, row));
  }

  private List<Index> arguments(Correlation pass, Epilogue epilogue) {
    Index y = Index.of("y");
    List<Index> arguments = new ArrayList<>();
    arguments.add(pass.sourceRow(y));
    arguments.add(pass.targetRow(y));
    arguments.add(Index.of(pass.weights()));
    epilogue.bias().ifPresent(b -> arguments.add(Index.of(kernel.parameter(b).offset())));
    if (pass.hasOuterRows()) {
      arguments.add(Index.of("top"));
      arguments.add(Index.of("bottom"));
    }
    return arguments;
  }

  /**
   * A row of tiles: registers of filters first, so that their weights stay in the first-level
   * cache.
   */
  private Routine row(Correlation pass, Window window, Epilogue epilogue) {
    int lanes = pass.out().stride();
    List<String> parameters = new ArrayList<>(List.of("in", "out", "w"));
    epilogue.bias().ifPresent(b -> parameters.add("b"));
    if (pass.hasOuterRows()) {
      parameters.addAll(List.of("top", "bottom"));
    }
    return new Routine(
        "%s%sC%sO%sRow"
            .formatted(epilogue.name(), window.size(), pass.channels(), pass.out().channels()),
        "{@code %s} of a row of %s pixels: windows of %s, %s to %s channels."
            .formatted(
                epilogue.formula(),
                pass.columns().positions(),
                window,
                pass.channels(),
                pass.out().channels()),
        parameters,
        List.of(kernel.lanes(lanes, tiles(pass, epilogue))));
  }

  private List<Stmt> tiles(Correlation pass, Epilogue epilogue) {
    List<Stmt> body = new ArrayList<>();
    if (epilogue.bias().isPresent()) {
      body.add(new Stmt.Let("start", new Expr.Load(Kernel.WEIGHTS, Index.of("b"))));
    }
    Split split = Split.of(pass.columns().positions(), kernel.rows(pass.out().stride()));
    body.addAll(split.loops("x", (pixels, x) -> tile(pass, epilogue, x, pixels)));
    return body;
  }

  private static List<Stmt> tile(Correlation pass, Epilogue epilogue, Index x, int pixels) {
    List<Stmt> tile = new ArrayList<>();
    Expr start = epilogue.bias().isPresent() ? Expr.ref("start") : Expr.constant(0);
    for (int p = 0; p < pixels; p++) {
      tile.add(new Stmt.Let("y" + p, start));
    }
    if (!pass.isZero()) {
      tile.add(taps(pass, x, pixels));
    }
    for (int p = 0; p < pixels; p++) {
      Expr y = Expr.ref("y" + p);
      int pixel = pass.columns().stride() * pass.out().stride();
      tile.add(
          new Stmt.Store(
              Kernel.VALUES,
              Index.of("out").plus(x.plus(p).times(pixel)),
              epilogue.relu() ? Expr.max(y, Expr.constant(0)) : y));
    }
    return tile;
  }

  private static Stmt taps(Correlation pass, Index column, int pixels) {
    int pixel = pass.columns().step() * pass.in().stride();
    int run = pass.channels() * (pass.joined() ? pass.columns().taps() : 1);
    Index w = Index.of("w").plus(pass.weightRow(), "ky").plus(pass.out().stride(), "k");
    Index x =
        Index.of("in")
            .plus(column.times(pixel))
            .plus(pass.rows().advance() * pass.in().rowStride(), "ky")
            .plus("k");
    if (!pass.joined()) {
      w = w.plus(pass.weightColumn(), "kx");
      x = x.plus(pass.columns().advance() * pass.in().stride(), "kx");
    }
    List<Stmt> sum = new ArrayList<>();
    sum.add(new Stmt.Let("w0", new Expr.Load(Kernel.WEIGHTS, w)));
    for (int p = 0; p < pixels; p++) {
      sum.add(new Stmt.Let("x" + p, new Expr.Broadcast(Kernel.VALUES, x.plus(p * pixel))));
      sum.add(
          new Stmt.Set(
              "y" + p, new Expr.Fma(Expr.ref("x" + p), Expr.ref("w0"), Expr.ref("y" + p))));
    }
    Stmt loop = new Stmt.For("k", Index.of(0), Index.of(run), 1, sum);
    if (!pass.joined()) {
      loop = new Stmt.For("kx", Index.of(0), Index.of(pass.columns().taps()), 1, List.of(loop));
    }
    Index top = pass.hasOuterRows() ? Index.of("top") : Index.of(0);
    Index bottom = pass.hasOuterRows() ? Index.of("bottom") : Index.of(pass.rows().taps());
    return new Stmt.For("ky", top, bottom, 1, List.of(loop));
  }
}
