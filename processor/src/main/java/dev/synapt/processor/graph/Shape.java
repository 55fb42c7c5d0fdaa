package dev.synapt.processor.graph;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of one sample, without the batch: {@code [C, H, W]} for images, {@code [features]} for
 * vectors. Row-major, channels first, as PyTorch writes it.
 *
 * @param dims the sizes, outermost first, each at least 1
 */
public record Shape(List<Integer> dims) {

  public Shape {
    dims = List.copyOf(dims);
    if (dims.isEmpty() || dims.stream().anyMatch(d -> d < 1)) {
      throw new IllegalArgumentException("sizes must be at least 1: " + dims);
    }
  }

  /** A shape from its sizes, outermost first. */
  public static Shape of(int... dims) {
    return new Shape(java.util.Arrays.stream(dims).boxed().toList());
  }

  /** The number of axes. */
  public int rank() {
    return dims.size();
  }

  /** The size of one axis. */
  public int dim(int axis) {
    return dims.get(axis);
  }

  /** The number of entries of one sample. */
  public int size() {
    int size = 1;
    for (int dim : dims) {
      size = Math.multiplyExact(size, dim);
    }
    return size;
  }

  /**
   * The image whose rows a sequence or volume is laid out as: {@code [C,1,L]}, {@code [C,D*H,W]}.
   */
  public Shape asImage() {
    return rank() < 2 || rank() == 3
        ? this
        : of(channels(), positions() / dims.getLast(), dims.getLast());
  }

  /** Channels of an image, features of a vector: the outermost size. */
  public int channels() {
    return dims.getFirst();
  }

  /** Entries of one channel: height times width of an image, 1 for a vector. */
  public int positions() {
    return size() / channels();
  }

  @Override
  public String toString() {
    return dims.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}
