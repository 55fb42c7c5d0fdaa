package dev.synapt.processor.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives out memory to things with a lifetime, so that what is never alive at once may share. First
 * fit: each gets the lowest place that is free for its whole life.
 */
final class Arena {

  private record Block(int offset, int floats, int from, int to) {
    boolean livesDuring(int otherFrom, int otherTo) {
      return from <= otherTo && otherFrom <= to;
    }
  }

  private final List<Block> blocks = new ArrayList<>();
  private final int start;
  private int end;

  /** An arena whose first place is {@code start}. */
  Arena(int start) {
    this.start = start;
    this.end = start;
  }

  /**
   * Finds room.
   *
   * @param floats how much, rounded up to whole blocks of 16
   * @param from the step that writes it first
   * @param to the step that reads it last
   */
  int allocate(int floats, int from, int to) {
    int size = Layout.padded(floats);
    int offset = start;
    List<Block> alive =
        blocks.stream()
            .filter(b -> b.livesDuring(from, to))
            .sorted(Comparator.comparingInt(Block::offset))
            .toList();
    for (Block block : alive) {
      if (offset + size <= block.offset()) {
        break;
      }
      offset = Math.max(offset, block.offset() + block.floats());
    }
    blocks.add(new Block(offset, size, from, to));
    end = Math.max(end, Math.addExact(offset, size));
    return offset;
  }

  /** The first place behind everything given out. */
  int end() {
    return end;
  }
}
