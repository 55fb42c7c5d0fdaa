package dev.synapt.processor.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ArenaTest {

  /** Something given out: where, how long, and the steps during which it is needed. */
  private record Block(int offset, int floats, int from, int to) {

    boolean livesDuring(int otherFrom, int otherTo) {
      return from <= otherTo && otherFrom <= to;
    }

    boolean covers(int start, int floatsWanted) {
      return offset < start + floatsWanted && start < offset + floats;
    }
  }

  @Test
  void whatIsNeededAtOnceLiesBehindEachOther() {
    Arena arena = new Arena(12);
    assertEquals(12, arena.allocate(16, 0, 3));
    assertEquals(28, arena.allocate(1, 3, 3));
    assertEquals(44, arena.allocate(17, 2, 5));
    assertEquals(76, arena.end());
  }

  @Test
  void whatIsNeededLaterTakesTheSamePlace() {
    Arena arena = new Arena(0);
    assertEquals(0, arena.allocate(32, 0, 1));
    assertEquals(0, arena.allocate(48, 2, 4));
    assertEquals(48, arena.end());
  }

  @Test
  void theLowestGapThatIsWideEnoughIsTaken() {
    Arena arena = new Arena(0);
    arena.allocate(16, 0, 9);
    arena.allocate(16, 0, 1);
    arena.allocate(16, 0, 9);
    arena.allocate(32, 0, 1);
    arena.allocate(16, 0, 9);
    assertEquals(48, arena.allocate(32, 2, 3), "the gap at 16 is too narrow");
    assertEquals(16, arena.allocate(16, 2, 3));
    assertEquals(96, arena.allocate(16, 2, 3), "no gap is left");
  }

  @Test
  void theLastStepOfOneAndTheFirstOfTheNextMeet() {
    Arena arena = new Arena(0);
    arena.allocate(16, 0, 4);
    assertEquals(16, arena.allocate(16, 4, 6), "a step reads while it writes");
    assertEquals(0, arena.allocate(16, 5, 6));
  }

  @Test
  void anEmptyArenaEndsWhereItStarts() {
    assertEquals(12, new Arena(12).end());
  }

  @Test
  void moreThanAnArrayHoldsIsRefused() {
    Arena arena = new Arena(0);
    arena.allocate(Integer.MAX_VALUE / 16 * 16, 0, 0);
    assertThrows(ArithmeticException.class, () -> arena.allocate(16, 0, 0));
  }

  /** Every draw is compared with a search that tries all places from the lowest. */
  @Test
  void randomLifetimesGetTheLowestFreePlace() {
    for (int seed = 1; seed <= 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int start = random.nextBoolean() ? 0 : 12;
      Arena arena = new Arena(start);
      List<Block> given = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        int floats = 1 + random.nextInt(80);
        int from = random.nextInt(12);
        int to = from + random.nextInt(5);
        int size = (floats + 15) / 16 * 16;
        int expected = lowest(given, start, size, from, to);
        assertEquals(expected, arena.allocate(floats, from, to), "seed " + seed + ", " + i);
        given.add(new Block(expected, size, from, to));
      }
      int end = given.stream().mapToInt(b -> b.offset() + b.floats()).max().orElseThrow();
      assertEquals(end, arena.end(), "seed " + seed);
    }
  }

  private static int lowest(List<Block> given, int start, int floats, int from, int to) {
    int offset = start;
    while (isTaken(given, offset, floats, from, to)) {
      offset += 16;
    }
    return offset;
  }

  private static boolean isTaken(List<Block> given, int offset, int floats, int from, int to) {
    return given.stream().anyMatch(b -> b.livesDuring(from, to) && b.covers(offset, floats));
  }
}
