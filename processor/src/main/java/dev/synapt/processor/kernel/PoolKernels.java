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
 * Pooling, of slices with samples and channels in the lanes and of single images with channels in
 * the lanes: in both, the floats of a pixel lie together and every one is pooled on its own. The
 * taps of small windows are written out, with routines of their own for windows over the border;
 * large windows are loops over the taps inside.
 */
final class PoolKernels {

  /**
   * Taps that are written out at most. Scattering to a winner takes seven calls of the Vector API a
   * tap, and from about a hundred calls on such code is not compiled any more.
   */
  private static final int WRITTEN_OUT = 12;

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
        case Layout.Rows _, Layout.Planes _ ->
            throw new IllegalArgumentException("not an image that it reads: " + slot);
      };
    }

    Index row(Index y) {
      return Kernel.base(slot).plus(origin).plus(y.times(row));
    }
  }

  /** The statements of one window. */
  private interface WindowCode {
    List<Stmt> of(Taps taps);
  }

  /** The statements of one tap. */
  private interface TapCode {
    List<Stmt> of(Tap tap);
  }

  /**
   * A tap of a window.
   *
   * @param suffix makes names of its own for it
   * @param number row-major in the window
   * @param at where its pixel is, relative to the argument {@code in} and loop variable {@code x}
   */
  private record Tap(String suffix, Expr number, Index at) {

    Expr load() {
      return new Expr.Load(Kernel.VALUES, at);
    }
  }

  /** The taps of a window that lie inside the image. */
  private sealed interface Taps {

    Tap first();

    List<Stmt> all(TapCode code);

    /** Written out, all but the first; in loops the first as well, for it is no different there. */
    List<Stmt> others(TapCode code);
  }

  /** One tap after the other. */
  private record WrittenOut(List<Tap> taps) implements Taps {

    @Override
    public Tap first() {
      return taps.getFirst();
    }

    @Override
    public List<Stmt> all(TapCode code) {
      return taps.stream().flatMap(tap -> code.of(tap).stream()).toList();
    }

    @Override
    public List<Stmt> others(TapCode code) {
      return taps.stream().skip(1).flatMap(tap -> code.of(tap).stream()).toList();
    }
  }

  /**
   * Loops over the rows {@code top} to {@code bottom} and columns {@code left} to {@code right}.
   */
  private record Loops(Window window, Image x) implements Taps {

    private Tap at(String row, String column, String number) {
      Index at =
          Index.of("in")
              .plus(window.stride().width() * x.pixel(), "x")
              .plus(x.row(), row)
              .plus(x.pixel(), column)
              .plus(-window.pads().left() * x.pixel());
      return new Tap("", new Expr.Scalar(number), at);
    }

    private Stmt number(String name, String row, String column) {
      Index number = Index.of(0).plus(window.size().width(), row).plus(column);
      return new Stmt.Java("float %s = %s;".formatted(name, number));
    }

    /** Before the lanes: the columns inside the image and the number of the first tap. */
    List<Stmt> start() {
      int width = window.size().width();
      int pad = window.pads().left();
      return List.of(
          range("left", "right", width, x.width(), pad, window.stride().width(), "x"),
          number("first", "top", "left"));
    }

    @Override
    public Tap first() {
      return at("top", "left", "first");
    }

    @Override
    public List<Stmt> all(TapCode code) {
      List<Stmt> body = new ArrayList<>();
      body.add(number("number", "ky", "kx"));
      body.addAll(code.of(at("ky", "kx", "number")));
      Stmt row = new Stmt.For("kx", Index.of("left"), Index.of("right"), 1, body);
      return List.of(new Stmt.For("ky", Index.of("top"), Index.of("bottom"), 1, List.of(row)));
    }

    @Override
    public List<Stmt> others(TapCode code) {
      return all(code);
    }
  }

  /** Declares from which to which tap a window is inside the image. */
  private static Stmt range(
      String from, String to, int taps, int size, int pad, int stride, String at) {
    return new Stmt.Java(
        "int %s = Math.max(0, %s);\nint %s = Math.min(%s, %s);"
            .formatted(
                from,
                Index.of(pad).plus(-stride, at),
                to,
                taps,
                Index.of(size + pad).plus(-stride, at)));
  }

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

  private static List<Stmt> maximum(Op.MaxPool op, Taps taps, Image y, Optional<Image> winner) {
    List<Stmt> s = new ArrayList<>();
    s.add(new Stmt.Let("best", taps.first().load()));
    winner.ifPresent(w -> s.add(new Stmt.Let("tap", taps.first().number())));
    s.addAll(taps.others(tap -> compare(tap, winner.isPresent())));
    if (op.relu()) {
      winner.ifPresent(w ->
          s.add(
              new Stmt.Set(
                  "tap",
                  new Expr.SelectGreater(
                      Expr.ref("best"), Expr.constant(0), Expr.ref("tap"), Expr.constant(-1)))));
      s.add(new Stmt.Set("best", Expr.max(Expr.ref("best"), Expr.constant(0))));
    }
    s.add(new Stmt.Store(Kernel.VALUES, out("out", y), Expr.ref("best")));
    winner.ifPresent(w -> s.add(new Stmt.Store(Kernel.VALUES, out("winner", w), Expr.ref("tap"))));
    return s;
  }

  private static List<Stmt> compare(Tap tap, boolean winner) {
    List<Stmt> s = new ArrayList<>();
    Expr v = Expr.ref("v" + tap.suffix());
    Expr best = Expr.ref("best");
    s.add(new Stmt.Let("v" + tap.suffix(), tap.load()));
    if (winner) {
      Expr larger = new Expr.SelectGreater(v, best, tap.number(), Expr.ref("tap"));
      s.add(new Stmt.Set("tap", larger));
    }
    s.add(new Stmt.Set("best", Expr.max(best, v)));
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

  private static List<Stmt> scatterToWinner(Taps taps, Image dy, Image winner, boolean add) {
    List<Stmt> s = new ArrayList<>();
    s.add(new Stmt.Let("d", new Expr.Load(Kernel.VALUES, out("out", dy))));
    s.add(new Stmt.Let("tap", new Expr.Load(Kernel.VALUES, out("winner", winner))));
    s.addAll(taps.all(tap -> List.of(give(tap, share(tap), add))));
    return s;
  }

  private static Expr share(Tap tap) {
    return new Expr.SelectEqual(Expr.ref("tap"), tap.number(), Expr.ref("d"), Expr.constant(0));
  }

  private static Stmt give(Tap tap, Expr share, boolean add) {
    return new Stmt.Store(Kernel.VALUES, tap.at(), add ? Expr.add(tap.load(), share) : share);
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
    body.add(Kernel.zero(kernel.slot(dx)));
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

  private static List<Stmt> mean(Taps taps, Image y, int count) {
    List<Stmt> s = new ArrayList<>();
    s.add(new Stmt.Let("sum", taps instanceof WrittenOut ? taps.first().load() : Expr.constant(0)));
    s.addAll(
        taps.others(tap -> List.of(new Stmt.Set("sum", Expr.add(Expr.ref("sum"), tap.load())))));
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

  private static List<Stmt> spread(Taps taps, Image dy, int count, boolean add) {
    List<Stmt> s = new ArrayList<>();
    Expr d = new Expr.Load(Kernel.VALUES, out("out", dy));
    s.add(new Stmt.Let("d", Expr.mul(d, Expr.constant(1.0 / count))));
    s.addAll(taps.all(tap -> List.of(give(tap, Expr.ref("d"), add))));
    return s;
  }

  /** Runs {@code code} for each window. */
  private KernelCode each(
      Op op,
      String suffix,
      Window window,
      Image x,
      Image y,
      Optional<Image> winner,
      String doc,
      WindowCode code) {
    String name = Kernel.prefix(op) + suffix + "Row";
    Rows rows = new Rows(name, doc, window, x, y, winner, code);
    KernelCode.Form form = kernel.imageForm(x.slot());
    return window.taps() <= WRITTEN_OUT ? rows.writtenOut(form) : rows.loops(form);
  }

  /** The routines of one kernel, each for a row of windows, and their calls. */
  private record Rows(
      String name,
      String doc,
      Window window,
      Image x,
      Image y,
      Optional<Image> winner,
      WindowCode code) {

    /** A routine for each kind of row and of column. */
    KernelCode writtenOut(KernelCode.Form form) {
      List<Span> rows =
          Span.of(
              y.height(),
              x.height(),
              window.size().height(),
              window.stride().height(),
              window.pads().top());
      List<Span> columns =
          Span.of(
              y.width(),
              x.width(),
              window.size().width(),
              window.stride().width(),
              window.pads().left());
      List<Routine> routines = new ArrayList<>();
      List<Stmt> body = new ArrayList<>();
      boolean single = rows.size() * columns.size() == 1;
      for (Span row : rows) {
        List<Stmt> calls = new ArrayList<>();
        for (Span column : columns) {
          String routine = name + (single ? "" : String.valueOf(routines.size()));
          Taps taps = new WrittenOut(taps(row, column));
          routines.add(routine(routine, column.from(), column.to(), List.of(), taps, List.of()));
          calls.add(new Stmt.Call(routine, arguments(List.of())));
        }
        body.add(new Stmt.For("y", Index.of(row.from()), Index.of(row.to()), 1, calls));
      }
      return new KernelCode(form, body, routines);
    }

    /** One routine, which is told the rows of the window inside the image. */
    KernelCode loops(KernelCode.Form form) {
      Loops taps = new Loops(window, x);
      List<String> bounds = List.of("top", "bottom");
      Routine routine = routine(name, 0, y.width(), bounds, taps, taps.start());
      Stmt range =
          range(
              "top",
              "bottom",
              window.size().height(),
              x.height(),
              window.pads().top(),
              window.stride().height(),
              "y");
      Stmt call = new Stmt.Call(name, arguments(bounds.stream().map(Index::of).toList()));
      Stmt rows = new Stmt.For("y", Index.of(0), Index.of(y.height()), 1, List.of(range, call));
      return new KernelCode(form, List.of(rows), List.of(routine));
    }

    private List<Index> arguments(List<Index> more) {
      List<Index> arguments = new ArrayList<>();
      arguments.add(
          x.row(Index.of("y").times(window.stride().height()).plus(-window.pads().top())));
      arguments.add(y.row(Index.of("y")));
      winner.ifPresent(w -> arguments.add(w.row(Index.of("y"))));
      arguments.addAll(more);
      return arguments;
    }

    private Routine routine(
        String routine, int from, int to, List<String> more, Taps taps, List<Stmt> start) {
      List<Stmt> pixel = new ArrayList<>(start);
      pixel.add(new Stmt.Lanes(Index.of(y.pixel()), 1, code.of(taps)));
      List<String> parameters = new ArrayList<>(List.of("in", "out"));
      winner.ifPresent(w -> parameters.add("winner"));
      parameters.addAll(more);
      Stmt row = new Stmt.For("x", Index.of(from), Index.of(to), 1, pixel);
      return new Routine(routine, doc, parameters, List.of(row));
    }

    private List<Tap> taps(Span row, Span column) {
      List<Tap> taps = new ArrayList<>();
      for (int ky = row.firstTap(); ky < row.lastTap(); ky++) {
        for (int kx = column.firstTap(); kx < column.lastTap(); kx++) {
          int number = ky * window.size().width() + kx;
          Index at =
              Index.of("in")
                  .plus(window.stride().width() * x.pixel(), "x")
                  .plus(ky * x.row() + (kx - window.pads().left()) * x.pixel());
          taps.add(new Tap(String.valueOf(number), Expr.constant(number), at));
        }
      }
      return taps;
    }
  }
}
