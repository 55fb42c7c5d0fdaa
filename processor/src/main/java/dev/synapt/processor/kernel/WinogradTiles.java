package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Winograd;
import java.util.ArrayList;
import java.util.List;

/**
 * Transforms the tiles of an image, a row of tiles at a time, each entry into a plane of its own:
 * {@code B^T d B} of the source, or {@code A dy A^T} of an output gradient. Columns of pixels
 * first, of which neighbouring tiles share some, then the rows of each tile. Channels are the
 * lanes.
 */
final class WinogradTiles {

  private final Winograd shape;
  private final boolean ofTarget;
  private final Routine columns;
  private final Routine rows;

  private WinogradTiles(Winograd shape, boolean ofTarget, RoutinePool pool) {
    this.shape = shape;
    this.ofTarget = ofTarget;
    this.columns = pool.share(columns());
    this.rows = pool.share(rows());
  }

  /** The tiles of what a convolution reads. */
  static WinogradTiles ofSource(Winograd shape, RoutinePool pool) {
    return new WinogradTiles(shape, false, pool);
  }

  /** The tiles of an output gradient. */
  static WinogradTiles ofGradient(Winograd shape, RoutinePool pool) {
    return new WinogradTiles(shape, true, pool);
  }

  /** Both passes. */
  List<Routine> routines() {
    return List.of(columns, rows);
  }

  /** Declares where a block ends and how many tiles it has. */
  static List<Stmt> block(Winograd w) {
    int columns = w.tileColumns();
    return List.of(
        new Stmt.Java(
            "int last = Math.min(first + %s, %s);".formatted(w.blockRows(), w.tileRows())),
        new Stmt.LetIndex("count", Index.of(0).plus(columns, "last").plus(-columns, "first")));
  }

  /** Row {@code row} of tiles in the planes of a block. */
  static Index inBlock(String planes, Winograd w, int channels) {
    int floats = w.tileColumns() * channels;
    return Index.of(planes).plus(floats, "row").plus(-floats, "first");
  }

  /** Where the first tile of an image begins, which may be beside it. */
  Index start(Slot image) {
    return Kernel.base(image).plus(image.pixels().at(0, ofTarget ? 0 : -shape.left()));
  }

  /**
   * Transforms the rows of tiles of a block; {@code zeros} is where a row of zeros is, {@code
   * lines} where transformed columns go.
   *
   * @param in the image's layout
   * @param start names where its first tile begins
   * @param planes names where the entries go
   */
  Stmt block(Layout.Pixels in, String start, String planes) {
    int top = ofTarget ? 0 : shape.top();
    List<Stmt> row = new ArrayList<>();
    List<Index> arguments = new ArrayList<>();
    for (int i = 0; i < pixels(); i++) {
      int shift = i - top;
      Index y = Index.of(shift).plus(shape.side(), "row");
      Index at = Index.of(start).plus(y.times(in.rowStride()));
      String outside = outside(y, shift, in.height());
      row.add(
          outside.isEmpty()
              ? new Stmt.LetIndex("r" + i, at)
              : new Stmt.Java("int r%s = %s ? zeros : %s;".formatted(i, outside, at)));
      arguments.add(Index.of("r" + i));
    }
    arguments.add(Index.of("lines"));
    row.add(new Stmt.Call(columns.name(), arguments));
    row.add(new Stmt.Call(rows.name(), Index.of("lines"), inBlock(planes, shape, channels())));
    return new Stmt.For("row", Index.of("first"), Index.of("last"), 1, row);
  }

  /** The condition under which a row of pixels is above or below the image; empty if never. */
  private String outside(Index y, int shift, int height) {
    boolean above = shift < 0;
    boolean below = shape.side() * (shape.tileRows() - 1) + shift >= height;
    return (above ? y + " < 0" : "")
        + (above && below ? " || " : "")
        + (below ? y + " >= " + height : "");
  }

  /** Rows and columns of pixels of a tile. */
  private int pixels() {
    return ofTarget ? shape.side() : shape.tile();
  }

  private int channels() {
    return ofTarget ? shape.filters() : shape.channels();
  }

  private int plane() {
    return ofTarget ? shape.productPlane() : shape.tilePlane();
  }

  /** Columns of pixels in a row of tiles. */
  private int width() {
    return shape.side() * (shape.tileColumns() - 1) + pixels();
  }

  private String formula() {
    return ofTarget ? "A dy A^T" : "B^T d B";
  }

  private String name(String part) {
    return "winograd%s%sF%sC%sW%s"
        .formatted(ofTarget ? "Grad" : "", part, shape.side(), channels(), width());
  }

  private List<Expr> along(WinogradTransform transform, List<Expr> in, List<Stmt> code) {
    return ofTarget ? transform.gradient(in, code) : transform.source(in, code);
  }

  private Routine columns() {
    WinogradTransform transform = WinogradTransform.of(shape.side());
    List<String> parameters = new ArrayList<>();
    List<Expr> pixels = new ArrayList<>();
    List<Stmt> column = new ArrayList<>();
    for (int i = 0; i < pixels(); i++) {
      parameters.add("r" + i);
      Index at = Index.of("r" + i).plus(channels(), "x");
      column.add(new Stmt.Let("d" + i, new Expr.Load(Kernel.VALUES, at)));
      pixels.add(Expr.ref("d" + i));
    }
    parameters.add("to");
    List<Expr> entries = along(transform, pixels, column);
    for (int i = 0; i < entries.size(); i++) {
      Index at = Index.of("to").plus(channels(), "x").plus(i * shape.line(channels()));
      column.add(new Stmt.Store(Kernel.VALUES, at, entries.get(i)));
    }
    List<Stmt> body = new ArrayList<>(transform.constants());
    body.add(new Stmt.For("x", Index.of(0), Index.of(width()), 1, column));
    return new Routine(
        name("Columns"),
        "First half of {@code %s}: %s columns of a row of %s tiles, %s channels."
            .formatted(formula(), width(), shape.tileColumns(), channels()),
        parameters,
        List.of(new Stmt.Lanes(Index.of(channels()), 1, body)));
  }

  private Routine rows() {
    WinogradTransform transform = WinogradTransform.of(shape.side());
    List<Expr> pixels = new ArrayList<>();
    List<Stmt> row = new ArrayList<>();
    for (int j = 0; j < pixels(); j++) {
      Index at =
          Index.of("from")
              .plus(shape.line(channels()), "i")
              .plus(shape.side() * channels(), "t")
              .plus(j * channels());
      row.add(new Stmt.Let("d" + j, new Expr.Load(Kernel.VALUES, at)));
      pixels.add(Expr.ref("d" + j));
    }
    List<Expr> entries = along(transform, pixels, row);
    for (int j = 0; j < entries.size(); j++) {
      Index at =
          Index.of("to").plus(shape.tile() * plane(), "i").plus(channels(), "t").plus(j * plane());
      row.add(new Stmt.Store(Kernel.VALUES, at, entries.get(j)));
    }
    List<Stmt> body = new ArrayList<>(transform.constants());
    Stmt tiles = new Stmt.For("t", Index.of(0), Index.of(shape.tileColumns()), 1, row);
    body.add(new Stmt.For("i", Index.of(0), Index.of(shape.tile()), 1, List.of(tiles)));
    return new Routine(
        name("Rows"),
        "Second half of {@code %s}: %s rows of %s tiles, %s channels, an entry of each in a plane."
            .formatted(formula(), shape.tile(), shape.tileColumns(), channels()),
        List.of("from", "to"),
        List.of(new Stmt.Lanes(Index.of(channels()), 1, body)));
  }
}
