package dev.synapt.processor.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.emit.InMemoryCompiler;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.RoutinePrinter;
import dev.synapt.processor.lane.Stmt;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SplitTest {

  @Test
  void sixteenRowsInTilesOfAtMostSixAreSixAndTwiceFive() {
    Split split = Split.of(16, 6);
    assertEquals(3, split.tiles());
    assertEquals(List.of(6, 5), split.heights());
    assertEquals(1, split.larger());
  }

  @Test
  void tilesThatAreAllAlikeHaveOneHeight() {
    assertEquals(List.of(6), Split.of(12, 6).heights());
    assertEquals(List.of(1), Split.of(1, 6).heights());
  }

  /** As few tiles as possible, none too high, and no two differ by more than one row. */
  @Test
  void tilesAreFewAndEven() {
    for (int rows = 1; rows <= 200; rows++) {
      for (int max = 1; max <= 14; max++) {
        Split split = Split.of(rows, max);
        int total = split.tiles() * split.rows() + split.larger();
        assertEquals(rows, total);
        assertEquals((rows + max - 1) / max, split.tiles());
        assertTrue(split.heights().getFirst() <= max);
        assertTrue(split.larger() < split.tiles());
      }
    }
  }

  /**
   * What the statements do, compiled: each row is in one tile, and a tile has the height it says.
   */
  @Test
  void everyRowIsDoneOnce() throws ReflectiveOperationException {
    for (int rows : new int[] {1, 5, 6, 7, 12, 13, 16, 17, 25, 41}) {
      for (int max : new int[] {1, 3, 4, 6}) {
        Split split = Split.of(rows, max);
        assertOnce(rows, text(split.all("r", SplitTest::tile)), 1);
        for (int workers : new int[] {1, 2, 3, 8}) {
          assertOnce(rows, text(split.share(SplitTest::tile)), workers);
        }
      }
    }
  }

  private static List<Stmt> tile(int height, Index row) {
    return List.of(new Stmt.Call("tile", Index.of(height), row));
  }

  private static String text(List<Stmt> statements) {
    return RoutinePrinter.body(statements);
  }

  private static final Map<String, Class<?>> COMPILED = new java.util.HashMap<>();

  private static void assertOnce(int rows, String body, int workers)
      throws ReflectiveOperationException {
    Class<?> type = COMPILED.computeIfAbsent(body, SplitTest::compile);
    int[] done = new int[rows];
    for (int worker = 0; worker < workers; worker++) {
      type.getMethod("run", int[].class, int.class, int.class)
          .invoke(type.getConstructor().newInstance(), done, worker, workers);
    }
    for (int row = 0; row < rows; row++) {
      int found = row;
      assertEquals(1, done[row], () -> "row " + found + " of " + rows + "\n" + body);
    }
  }

  private static Class<?> compile(String body) {
    String source =
        """
        public class Tiles {
          private int[] done;
          public void run(int[] rows, int worker, int workers) {
            done = rows;
            %s
          }
          private void tile(int height, int row) {
            for (int i = row; i < row + height; i++) {
              done[i]++;
            }
          }
        }
        """
            .formatted(body);
    try {
      return InMemoryCompiler.load(InMemoryCompiler.compile(Map.of("Tiles", source)))
          .loadClass("Tiles");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void loopsOfOneTileAreNoLoops() {
    Set<String> texts = new TreeSet<>();
    texts.add(text(Split.of(6, 6).all("r", SplitTest::tile)));
    assertEquals(Set.of("tile(6, 0);\n"), texts);
    assertEquals(
        """
        tile(6, 0);
        for (int r = 6; r < 16; r += 5) {
          tile(5, r);
        }
        """,
        text(Split.of(16, 6).all("r", SplitTest::tile)));
  }
}
