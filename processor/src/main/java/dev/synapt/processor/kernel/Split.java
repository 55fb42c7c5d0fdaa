package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A division of rows into tiles that differ by at most one row, so that no small remainder is left
 * over.
 *
 * @param tiles how many
 * @param rows rows of the smaller tiles
 * @param larger how many tiles, the first ones, have one row more
 */
record Split(int tiles, int rows, int larger) {

  /** Divides {@code rows} into the fewest tiles of at most {@code max} rows. */
  static Split of(int rows, int max) {
    int tiles = (rows + max - 1) / max;
    return new Split(tiles, rows / tiles, rows % tiles);
  }

  /** The different tile heights, larger first. */
  List<Integer> heights() {
    return larger == 0 ? List.of(rows) : List.of(rows + 1, rows);
  }

  /**
   * Statements that do each tile once.
   *
   * @param variable the loop variable's name
   * @param tile the statements of a tile, from its height and its first row
   */
  List<Stmt> all(String variable, BiFunction<Integer, Index, List<Stmt>> tile) {
    int boundary = larger * (rows + 1);
    List<Stmt> statements = new ArrayList<>();
    if (larger > 0) {
      statements.addAll(loop(variable, 0, boundary, rows + 1, tile));
    }
    if (larger < tiles) {
      statements.addAll(loop(variable, boundary, boundary + (tiles - larger) * rows, rows, tile));
    }
    return statements;
  }

  private static List<Stmt> loop(
      String variable, int from, int to, int rows, BiFunction<Integer, Index, List<Stmt>> tile) {
    if (to - from == rows) {
      return tile.apply(rows, Index.of(from));
    }
    return List.of(
        new Stmt.For(
            variable, Index.of(from), Index.of(to), rows, tile.apply(rows, Index.of(variable))));
  }

  /**
   * As {@link #all}, with a loop even around a single tile, so that each height's names are its
   * own.
   */
  List<Stmt> loops(String variable, BiFunction<Integer, Index, List<Stmt>> tile) {
    List<Stmt> statements = new ArrayList<>();
    int from = 0;
    for (int height : heights()) {
      int to = from + height * (height == rows ? tiles - larger : larger);
      List<Stmt> body = tile.apply(height, Index.of(variable));
      statements.add(new Stmt.For(variable, Index.of(from), Index.of(to), height, body));
      from = to;
    }
    return statements;
  }

  /** Statements that do this worker's part of the tiles. */
  List<Stmt> share(BiFunction<Integer, Index, List<Stmt>> tile) {
    List<Stmt> s = new ArrayList<>();
    s.add(new Stmt.Java("int first = %s * worker / workers;".formatted(tiles)));
    s.add(new Stmt.Java("int last = %s * (worker + 1) / workers;".formatted(tiles)));
    if (larger == 0 || larger == tiles) {
      int height = heights().getFirst();
      s.add(shareLoop("first", "last", tile.apply(height, Index.of("t").times(height))));
      return s;
    }
    s.add(new Stmt.Java("int split = Math.min(Math.max(first, %s), last);".formatted(larger)));
    s.add(shareLoop("first", "split", tile.apply(rows + 1, Index.of("t").times(rows + 1))));
    s.add(shareLoop("split", "last", tile.apply(rows, Index.of("t").times(rows).plus(larger))));
    return s;
  }

  private static Stmt shareLoop(String from, String to, List<Stmt> body) {
    return new Stmt.For("t", Index.of(from), Index.of(to), 1, body);
  }
}
