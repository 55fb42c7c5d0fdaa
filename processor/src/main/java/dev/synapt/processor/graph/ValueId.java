package dev.synapt.processor.graph;

/**
 * The identity of a value that flows along the graph. Ids are dense and given in source order, so
 * equal sources give equal graphs; layers refer to each other only through them.
 *
 * @param index the number, from 0
 */
public record ValueId(int index) implements Comparable<ValueId> {

  @Override
  public int compareTo(ValueId other) {
    return Integer.compare(index, other.index);
  }

  @Override
  public String toString() {
    return "%" + index;
  }
}
