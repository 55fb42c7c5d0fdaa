package dev.synapt.processor.graph;

/** How several layers become one. */
public enum MergeKind {
  /** Their sum. */
  ADD("Add"),
  /** Their product, entry by entry. */
  MULTIPLY("Multiply"),
  /** Side by side, along one axis. */
  CONCAT("Concat");

  private final String title;

  MergeKind(String title) {
    this.title = title;
  }

  /** The name of the annotation, without the at sign. */
  public String title() {
    return title;
  }
}
