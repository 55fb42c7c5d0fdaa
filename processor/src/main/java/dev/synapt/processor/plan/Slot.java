package dev.synapt.processor.plan;

import dev.synapt.processor.graph.ValueId;

/**
 * The place of a value in the array of values.
 *
 * @param value the value
 * @param layout how a sample or slice lies there; null for one number per channel
 * @param perSlice whether {@code offset} counts from the start of a slice's own memory, not from the array's start
 * @param offset where it starts
 * @param floats how long it is: for one slice, or for all rows of a batch
 */
public record Slot(ValueId value, Layout layout, boolean perSlice, int offset, int floats) {

  /** The layout, of a vector. */
  public Layout.Rows rows() {
    return (Layout.Rows) layout;
  }

  /** The layout, of an image in training. */
  public Layout.SliceImage image() {
    return (Layout.SliceImage) layout;
  }

  /** The layout, of an image in inference. */
  public Layout.Pixels pixels() {
    return (Layout.Pixels) layout;
  }

  /** Whether it is a vector. */
  public boolean isRows() {
    return layout instanceof Layout.Rows;
  }
}
