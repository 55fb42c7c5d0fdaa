package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.AxisPads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Windows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Windows along any number of axes, with arithmetic of their own for the shapes. */
public final class Axes {

  private Axes() {}

  /** Windows with everything given. */
  public static Windows windows(
      List<Integer> size,
      List<Integer> stride,
      List<Integer> dilation,
      List<Integer> before,
      List<Integer> after) {
    return new Windows(size, stride, dilation, new AxisPads(AxisPads.Kind.EXPLICIT, before, after));
  }

  /** Windows of one size along all axes, one apart. */
  public static Windows windows(int axes, int size, int pad) {
    List<Integer> ones = Collections.nCopies(axes, 1);
    List<Integer> pads = Collections.nCopies(axes, pad);
    return windows(Collections.nCopies(axes, size), ones, ones, pads, pads);
  }

  static Shape shape(int channels, Windows w, Shape x) {
    List<Integer> dims = new ArrayList<>(List.of(channels));
    for (int i = 0; i < w.size().size(); i++) {
      int reach = w.dilation().get(i) * (w.size().get(i) - 1) + 1;
      int padded = x.dim(i + 1) + w.pads().before().get(i) + w.pads().after().get(i);
      dims.add((padded - reach) / w.stride().get(i) + 1);
    }
    return new Shape(dims);
  }

  static Shape transposed(int channels, Windows w, List<Integer> extra, Shape x) {
    List<Integer> dims = new ArrayList<>(List.of(channels));
    for (int i = 0; i < w.size().size(); i++) {
      int reach = w.dilation().get(i) * (w.size().get(i) - 1) + 1;
      int pads = w.pads().before().get(i) + w.pads().after().get(i);
      dims.add((x.dim(i + 1) - 1) * w.stride().get(i) + reach - pads + extra.get(i));
    }
    return new Shape(dims);
  }
}
