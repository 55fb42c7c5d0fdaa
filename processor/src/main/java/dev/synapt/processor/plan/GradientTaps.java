package dev.synapt.processor.plan;

import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.lower.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Along one axis, which taps of a convolution reach the input positions {@code residue, residue +
 * stride, …}, and from which output positions: position {@code residue + stride * j} is tap {@code
 * first - t * step}'s contribution from output {@code j + from + t * advance}, for t below {@code
 * count}. Taps are counted down, so that outputs go up.
 *
 * @param residue the first of the positions
 * @param count how many taps reach them
 * @param first the tap with the lowest output position
 * @param step from one tap to the next lower one
 * @param from the output position of tap {@code first} for j = 0; may lie outside, where gradients
 *     are zero
 * @param advance from one tap's output position to the next one's
 */
public record GradientTaps(int residue, int count, int first, int step, int from, int advance) {

  /** The taps of each residue, for an axis. */
  public static List<GradientTaps> of(int taps, int stride, int dilation, int pad) {
    List<GradientTaps> result = new ArrayList<>();
    for (int residue = 0; residue < stride; residue++) {
      List<Integer> reaching = new ArrayList<>();
      for (int tap = taps - 1; tap >= 0; tap--) {
        if (Math.floorMod(residue + pad - dilation * tap, stride) == 0) {
          reaching.add(tap);
        }
      }
      int first = reaching.isEmpty() ? 0 : reaching.getFirst();
      int step = reaching.size() < 2 ? 1 : first - reaching.get(1);
      result.add(
          new GradientTaps(
              residue,
              reaching.size(),
              first,
              step,
              Math.floorDiv(residue + pad - dilation * first, stride),
              step * dilation / stride));
    }
    return result;
  }

  /** The taps of each residue of the rows. */
  public static List<GradientTaps> rows(Window window) {
    return of(
        window.size().height(),
        window.stride().height(),
        window.dilation().height(),
        window.pads().top());
  }

  /** The taps of each residue of the columns. */
  public static List<GradientTaps> columns(Window window) {
    return of(
        window.size().width(),
        window.stride().width(),
        window.dilation().width(),
        window.pads().left());
  }

  /** How many of the positions {@code residue, residue + stride, …} an axis of a size has. */
  public int positions(int size, int stride) {
    return residue >= size ? 0 : (size - residue + stride - 1) / stride;
  }

  /** The columns of zeros beside {@code dy} that the gradient by the input reads. */
  static Pads halo(Window window, Shape dx, Shape dy) {
    int before = 0;
    int after = 0;
    for (GradientTaps taps : columns(window)) {
      int positions = taps.positions(dx.dim(2), window.stride().width());
      if (taps.count() > 0 && positions > 0) {
        int last = positions - 1 + taps.from() + (taps.count() - 1) * taps.advance();
        before = Math.max(before, -taps.from());
        after = Math.max(after, last - dy.dim(2) + 1);
      }
    }
    return new Pads(0, before, 0, after);
  }
}
