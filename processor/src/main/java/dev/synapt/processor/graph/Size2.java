package dev.synapt.processor.graph;

/**
 * A pair of sizes for the two axes of an image: a kernel, a stride, a dilation, a window.
 *
 * @param height along the rows
 * @param width along the columns
 */
public record Size2(int height, int width) {

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
