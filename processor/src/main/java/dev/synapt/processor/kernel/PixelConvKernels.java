package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.Window;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution of one image, channels last, filters in the lanes: a tile of up to six neighbouring pixels, each input
 * float the same for all lanes.
 */
final class PixelConvKernels {

  private final Kernel kernel;

  PixelConvKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode forward(Op.Conv2d op) {
    Slot x = kernel.slot(op.x());
    Slot y = kernel.slot(op.y());
    Layout.Pixels in = x.pixels();
    Layout.Pixels out = y.pixels();
    Window window = op.window();
    String name = Kernel.prefix(op) + "Tile";
    Split split = Split.of(out.width(), Kernel.ROWS);
    List<Routine> routines = new ArrayList<>();
    split.heights().forEach(pixels -> routines.add(tile(op, in, out, name, pixels)));
    Index first =
        Index.of(x.offset() + in.at(-window.pads().top(), -window.pads().left()))
            .plus(window.stride().height() * in.rowStride(), "y");
    Index to = Index.of(y.offset() + out.at(0, 0)).plus(out.rowStride(), "y");
    List<Stmt> tiles =
        split.all(
            "x",
            (pixels, column) ->
                List.of(
                    new Stmt.Call(
                        name + pixels,
                        first.plus(column.times(window.stride().width() * in.stride())),
                        to.plus(column.times(out.stride())))));
    Stmt image = new Stmt.For("y", Index.of(0), Index.of(out.height()), 1, tiles);
    return new KernelCode(KernelCode.Form.SINGLE, List.of(image), routines);
  }

  private Routine tile(
      Op.Conv2d op, Layout.Pixels in, Layout.Pixels out, String name, int pixels) {
    List<Stmt> body = new ArrayList<>();
    Expr start =
        op.b()
            .<Expr>map(
                b -> new Expr.Load(Kernel.WEIGHTS, Index.of(kernel.parameter(b).offset())))
            .orElse(Expr.constant(0));
    for (int p = 0; p < pixels; p++) {
      body.add(new Stmt.Let("y" + p, start));
    }
    body.add(taps(op, in, out, pixels));
    for (int p = 0; p < pixels; p++) {
      Expr y = Expr.ref("y" + p);
      body.add(
          new Stmt.Store(
              Kernel.VALUES,
              Index.of("out").plus(p * out.stride()),
              op.activation().isPresent() ? Expr.max(y, Expr.constant(0)) : y));
    }
    return new Routine(
        name + pixels,
        "%s neighbouring pixels of {@code y = conv(x, w)%s}, %s filters."
            .formatted(pixels, op.b().isPresent() ? " + b" : "", out.channels()),
        List.of("in", "out"),
        List.of(
            new Stmt.Lanes(
                Index.of(out.stride()),
                kernel.target().columnsFor(out.stride(), kernel.target().columns()),
                body)));
  }

  private Stmt taps(Op.Conv2d op, Layout.Pixels in, Layout.Pixels out, int pixels) {
    Window window = op.window();
    int width = window.size().width();
    int weights = kernel.parameter(op.w()).offset();
    boolean joined = in.stride() == in.channels() && window.dilation().width() == 1;
    int run = joined ? width * in.channels() : in.channels();
    Index w =
        Index.of(weights)
            .plus(width * in.channels() * out.stride(), "ky")
            .plus(out.stride(), "k");
    Index x = Index.of("in").plus(window.dilation().height() * in.rowStride(), "ky").plus("k");
    if (!joined) {
      w = w.plus(in.channels() * out.stride(), "kx");
      x = x.plus(window.dilation().width() * in.stride(), "kx");
    }
    List<Stmt> sum = new ArrayList<>();
    sum.add(new Stmt.Let("w", new Expr.Load(Kernel.WEIGHTS, w)));
    for (int p = 0; p < pixels; p++) {
      Index at = x.plus(p * window.stride().width() * in.stride());
      sum.add(new Stmt.Let("x" + p, new Expr.Broadcast(Kernel.VALUES, at)));
      sum.add(
          new Stmt.Set(
              "y" + p, new Expr.Fma(Expr.ref("x" + p), Expr.ref("w"), Expr.ref("y" + p))));
    }
    Stmt loop = new Stmt.For("k", Index.of(0), Index.of(run), 1, sum);
    if (!joined) {
      loop = new Stmt.For("kx", Index.of(0), Index.of(width), 1, List.of(loop));
    }
    return new Stmt.For(
        "ky", Index.of(0), Index.of(window.size().height()), 1, List.of(loop));
  }
}
