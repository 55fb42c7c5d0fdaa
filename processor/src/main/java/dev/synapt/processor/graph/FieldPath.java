package dev.synapt.processor.graph;

/**
 * The names of fields within a network: a field of the network by itself, one of a block behind the
 * field that repeats the block and the time, counted from 0: {@code stage2.1.c1}.
 */
public final class FieldPath {

  private FieldPath() {}

  /** A field of a block. */
  static String of(String field, int time, String inner) {
    return field + "." + time + "." + inner;
  }

  /** The path as part of a name in Java: {@code stage2_1_c1}. */
  public static String identifier(String path) {
    return path.replace('.', '_');
  }
}
