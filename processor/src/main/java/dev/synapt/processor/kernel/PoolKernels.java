package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
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
import java.util.Optional;

/**
 * Pooling, in training with samples and channels in the lanes and in inference with channels in the lanes: in both, the
 * floats of a pixel lie together and every one is pooled on its own. Windows over the border have routines of their
 * own.
 */
final class PoolKernels {

  private final Kernel kernel;

  PoolKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  /** An image in either layout, as pixels of so many floats. */
  private record Image(Slot slot, int height, int width, int pixel, int row, int origin) {

    static Image of(Slot slot) {
      return switch (slot.layout()) {
        case Layout.SliceImage i ->
            new Image(slot, i.height(), i.width(), i.pixelStride(), i.rowStride(), i.at(0, 0));
        case Layout.Pixels i ->
            new Image(slot, i.height(), i.width(), i.stride(), i.rowStride(), i.at(0, 0));
        case Layout.Rows rows -> throw new IllegalArgumentException("not an image: " + slot);
      };
    }

    Index row(Index y) {
      return Kernel.base(slot).plus(origin).plus(y.times(row));
    }
  }

  /** The statements of one window, from the places of its taps. */
  private interface WindowCode {
    List<Stmt> of(List<Tap> taps);
  }

  /**
   * A tap of a window.
   *
   * @param number row-major in the window
   * @param at where its pixel is, relative to the argument {@code in} and loop variable {@code x}
   */
  private record Tap(int number, Index at) {}

  KernelCode forward(Op.MaxPool op) {
    Image x = Image.of(kernel.slot(op.x()));
    Image y = Image.of(kernel.slot(op.y()));
    Optional<Image> winner = op.winner().map(kernel::slot).map(Image::of);
    return each(
        op,
        "",
        op.window(),
        x,
        y,
        winner,
        "Maximum over windows of %s%s.".formatted(op.window(), op.relu() ? ", then ReLU" : ""),
        taps -> maximum(op, taps, y, winner));
  }

  private static List<Stmt> maximum(
      Op.MaxPool op, List<Tap> taps, Image y, Optional<Image> winner) {
    List<Stmt> s = new ArrayList<>();
    s.add(new Stmt.Let("best", new Expr.Load(Kernel.VALUES, taps.getFirst().at())));
    winner.ifPresent(w -> s.add(new Stmt.Let("tap", Expr.constant(taps.getFirst().number()))));
    for (Tap tap : taps.subList(1, taps.size())) {
      String v = "v" + tap.number();
      s.add(new Stmt.Let(v, new Expr.Load(Kernel.VALUES, tap.at())));
      winner.ifPresent(
          w ->
              s.add(
                  new Stmt.Set(
                      "tap",
                      new Expr.SelectGreater(
                          Expr.ref(v),
                          Expr.ref("best"),
                          Expr.constant(tap.number()),
                          Expr.ref("tap")))));
      s.add(new Stmt.Set("best", Expr.max(Expr.ref("best"), Expr.ref(v))));
    }
    if (op.relu()) {
      winner.ifPresent(
          w ->
              s.add(
                  new Stmt.Set(
                      "tap",
                      new Expr.SelectGreater(
                          Expr.ref("best"),
                          Expr.constant(0),
                          Expr.ref("tap"),
                          Expr.constant(-1)))));
      s.add(new Stmt.Set("best", Expr.max(Expr.ref("best"), Expr.constant(0))));
    }
    s.add(new Stmt.Store(Kernel.VALUES, out("out", y), Expr.ref("best")));
    winner.ifPresent(
        w -> s.add(new Stmt.Store(Kernel.VALUES, out("winner", w), Expr.ref("tap"))));
    return s;
  }

  private static Index out(String argument, Image image) {
    return Index.of(argument).plus(image.pixel(), "x");
  }

  KernelCode gradient(Op.MaxPoolGrad op) {
    Image dx = Image.of(kernel.slot(op.dx()));
    Image dy = Image.of(kernel.slot(op.dy()));
    Image winner = Image.of(kernel.slot(op.winner()));
    boolean add = !op.window().isDisjoint();
    KernelCode code =
        each(
            op,
            "Grad",
            op.window(),
            dx,
            dy,
            Optional.of(winner),
            "Gives each gradient to the tap that won its window.",
            taps -> scatterToWinner(taps, dy, winner, add));
    return zeroed(op.dx(), op.window(), dx, dy, code);
  }

  private static List<Stmt> scatterToWinner(
      List<Tap> taps, Image dy, Image winner, boolean add) {
    List<Stmt> s = new ArrayList<>();
    s.add(new Stmt.Let("d", new Expr.Load(Kernel.VALUES, out("out", dy))));
    s.add(new Stmt.Let("tap", new Expr.Load(Kernel.VALUES, out("winner", winner))));
    for (Tap tap : taps) {
      Expr share =
          new Expr.SelectEqual(
              Expr.ref("tap"), Expr.constant(tap.number()), Expr.ref("d"), Expr.constant(0));
      s.add(give(tap, share, add));
    }
    return s;
  }

  private static Stmt give(Tap tap, Expr share, boolean add) {
    return new Stmt.Store(
        Kernel.VALUES,
        tap.at(),
        add ? Expr.add(new Expr.Load(Kernel.VALUES, tap.at()), share) : share);
  }

  /** Puts zeros first where windows overlap or leave something out. */
  private KernelCode zeroed(ValueId dx, Window window, Image x, Image y, KernelCode code) {
    boolean exact =
        window.isDisjoint()
            && window.pads().isNone()
            && window.size().equals(window.stride())
            && y.height() * window.size().height() == x.height()
            && y.width() * window.size().width() == x.width();
    if (exact) {
      return code;
    }
    List<Stmt> body = new ArrayList<>();
    body.add(SliceConvKernels.fill(kernel.slot(dx)));
    body.addAll(code.body());
    return new KernelCode(code.form(), body, code.routines());
  }

  KernelCode forward(Op.AvgPool op) {
    Image x = Image.of(kernel.slot(op.x()));
    Image y = Image.of(kernel.slot(op.y()));
    return each(
        op,
        "",
        op.window(),
        x,
        y,
        Optional.empty(),
        "Mean over windows of %s; padding counts as zeros.".formatted(op.window()),
        taps -> mean(taps, y, op.window().taps()));
  }

  private static List<Stmt> mean(List<Tap> taps, Image y, int count) {
    List<Stmt> s = new ArrayList<>();
    s.add(new Stmt.Let("sum", new Expr.Load(Kernel.VALUES, taps.getFirst().at())));
    for (Tap tap : taps.subList(1, taps.size())) {
      Expr v = new Expr.Load(Kernel.VALUES, tap.at());
      s.add(new Stmt.Set("sum", Expr.add(Expr.ref("sum"), v)));
    }
    Expr mean = Expr.mul(Expr.ref("sum"), Expr.constant(1.0 / count));
    s.add(new Stmt.Store(Kernel.VALUES, out("out", y), mean));
    return s;
  }

  KernelCode gradient(Op.AvgPoolGrad op) {
    Image dx = Image.of(kernel.slot(op.dx()));
    Image dy = Image.of(kernel.slot(op.dy()));
    boolean add = !op.window().isDisjoint();
    KernelCode code =
        each(
            op,
            "Grad",
            op.window(),
            dx,
            dy,
            Optional.empty(),
            "Spreads each gradient evenly over its window.",
            taps -> spread(taps, dy, op.window().taps(), add));
    return zeroed(op.dx(), op.window(), dx, dy, code);
  }

  private static List<Stmt> spread(List<Tap> taps, Image dy, int count, boolean add) {
    List<Stmt> s = new ArrayList<>();
    Expr d = new Expr.Load(Kernel.VALUES, out("out", dy));
    s.add(new Stmt.Let("d", Expr.mul(d, Expr.constant(1.0 / count))));
    taps.forEach(tap -> s.add(give(tap, Expr.ref("d"), add)));
    return s;
  }

  /** Runs {@code code} for each window: a routine per kind of row, called for each of its rows. */
  private KernelCode each(
      Op op,
      String suffix,
      Window window,
      Image x,
      Image y,
      Optional<Image> winner,
      String doc,
      WindowCode code) {
    List<Span> rows =
        Span.of(
            y.height(),
            x.height(),
            window.size().height(),
            window.stride().height(),
            window.pads().top());
    List<Routine> routines = new ArrayList<>();
    List<Stmt> body = new ArrayList<>();
    for (Span row : rows) {
      String name =
          Kernel.prefix(op)
              + suffix
              + "Row"
              + (rows.size() == 1 ? "" : String.valueOf(routines.size()));
      routines.add(rowRoutine(name, doc, window, row, x, y, winner, code));
      List<Index> arguments = new ArrayList<>();
      Index first =
          Index.of("y").times(window.stride().height()).plus(-window.pads().top());
      arguments.add(x.row(first));
      arguments.add(y.row(Index.of("y")));
      winner.ifPresent(w -> arguments.add(w.row(Index.of("y"))));
      body.add(
          new Stmt.For(
              "y",
              Index.of(row.from()),
              Index.of(row.to()),
              1,
              List.of(new Stmt.Call(name, arguments))));
    }
    KernelCode.Form form =
        x.slot().perSlice() ? KernelCode.Form.SLICE : KernelCode.Form.SINGLE;
    return new KernelCode(form, body, routines);
  }

  private Routine rowRoutine(
      String name,
      String doc,
      Window window,
      Span row,
      Image x,
      Image y,
      Optional<Image> winner,
      WindowCode code) {
    List<Span> columns =
        Span.of(
            y.width(),
            x.width(),
            window.size().width(),
            window.stride().width(),
            window.pads().left());
    List<Stmt> body = new ArrayList<>();
    for (Span column : columns) {
      List<Tap> taps = taps(window, row, column, x);
      Stmt lanes = new Stmt.Lanes(Index.of(y.pixel()), 1, code.of(taps));
      body.add(
          new Stmt.For(
              "x", Index.of(column.from()), Index.of(column.to()), 1, List.of(lanes)));
    }
    List<String> parameters = new ArrayList<>(List.of("in", "out"));
    winner.ifPresent(w -> parameters.add("winner"));
    return new Routine(name, doc, parameters, body);
  }

  private static List<Tap> taps(Window window, Span row, Span column, Image x) {
    List<Tap> taps = new ArrayList<>();
    for (int ky = row.firstTap(); ky < row.lastTap(); ky++) {
      for (int kx = column.firstTap(); kx < column.lastTap(); kx++) {
        Index at =
            Index.of("in")
                .plus(window.stride().width() * x.pixel(), "x")
                .plus(ky * x.row() + (kx - window.pads().left()) * x.pixel());
        taps.add(new Tap(ky * window.size().width() + kx, at));
      }
    }
    return taps;
  }
}
