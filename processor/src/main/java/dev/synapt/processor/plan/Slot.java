package dev.synapt.processor.plan;

import dev.synapt.processor.graph.ValueId;

/**
 * The place of a value in the array of values.
 *
 * @param value the value
 * @param layout how a sample or slice lies there; null for one number per channel
 * @param place what {@code offset} counts from
 * @param offset where it starts
 * @param floats how long it is: for one image or slice, or for all rows of a batch
 */
public record Slot(ValueId value, Layout layout, Place place, int offset, int floats) {

  /** Whose memory a value is in. */
  public enum Place {
    /** The array's: all samples, or one number per channel. */
    WHOLE,
    /** A slice's; what is only needed for one image after the other is there for all of them. */
    SLICE,
    /** An image's, within the slice's. */
    IMAGE
  }

  /** Whether a slice's code addresses it from the start of the slice's or image's memory. */
  public boolean perSlice() {
    return place != Place.WHOLE;
  }

  /** The layout, of a vector. */
  public Layout.Rows rows() {
    return (Layout.Rows) layout;
  }

  /** The layout, of a slice of images. */
  public Layout.SliceImage image() {
    return (Layout.SliceImage) layout;
  }

  /** The layout, of one image. */
  public Layout.Pixels pixels() {
    return (Layout.Pixels) layout;
  }

  /** The layout, of one image in lines. */
  public Layout.Planes planes() {
    return (Layout.Planes) layout;
  }

  /** Whether it is an image in lines. */
  public boolean isPlanes() {
    return layout instanceof Layout.Planes;
  }

  /** What is thrown where lines are not read. */
  public IllegalArgumentException inLines() {
    return new IllegalArgumentException("only convolution and pooling read lines: " + this);
  }

  /** Whether it is a vector. */
  public boolean isRows() {
    return layout instanceof Layout.Rows;
  }
}
