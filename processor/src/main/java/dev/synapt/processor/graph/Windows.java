package dev.synapt.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Windows along each axis of a sequence, image or volume.
 *
 * @param size taps, one number per axis
 * @param stride from one window to the next
 * @param dilation from one tap to the next
 * @param pads padding
 */
public record Windows(
    List<Integer> size, List<Integer> stride, List<Integer> dilation, AxisPads pads) {

  public Windows {
    size = List.copyOf(size);
    stride = List.copyOf(stride);
    dilation = List.copyOf(dilation);
  }

  /** The number of axes. */
  public int axes() {
    return size.size();
  }

  /** The number of taps. */
  public int taps() {
    return size.stream().reduce(1, Math::multiplyExact);
  }

  /** Whether neighbouring taps are one apart. */
  public boolean isDense() {
    return dilation.stream().allMatch(d -> d == 1);
  }

  /** The windows along an axis of so many positions. */
  WindowAxis over(int axis, int positions) {
    int kernel = size.get(axis);
    int step = stride.get(axis);
    int gap = dilation.get(axis);
    return switch (pads.kind()) {
      case SAME -> WindowAxis.same(positions, kernel, step, gap);
      case CAUSAL -> new WindowAxis(positions, kernel, step, gap, gap * (kernel - 1), 0);
      case EXPLICIT ->
          new WindowAxis(
              positions, kernel, step, gap, pads.before().get(axis), pads.after().get(axis));
    };
  }

  /** The padding in front along an axis of so many positions. */
  public int before(int axis, int positions) {
    return over(axis, positions).before();
  }

  /** The padding behind along an axis of so many positions. */
  public int after(int axis, int positions) {
    return over(axis, positions).after();
  }

  /** The shape of the windows over {@code [C, ...]}, with other channels. */
  Shape shape(int channels, Shape x) {
    List<Integer> dims = new ArrayList<>(List.of(channels));
    for (int axis = 0; axis < axes(); axis++) {
      dims.add(Math.toIntExact(over(axis, x.dim(axis + 1)).windows()));
    }
    return new Shape(dims);
  }

  @Override
  public String toString() {
    return join(size)
        + (stride.stream().allMatch(s -> s == 1) ? "" : ", stride " + join(stride))
        + (isDense() ? "" : ", dilation " + join(dilation))
        + (pads.isNone() ? "" : ", " + pads);
  }

  private static String join(List<Integer> numbers) {
    return String.join("x", numbers.stream().map(String::valueOf).toList());
  }
}
