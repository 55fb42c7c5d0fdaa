package dev.synapt.runtime.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Which positions along one axis of an image each position of the result is made from: for each of
 * them its factor and, for windows, its tap. Immutable.
 */
public final class PositionAxis {

  /** A position that counts, its tap in the window, and its factor. */
  record Term(int from, int tap, float factor) {}

  private final int inputs;
  private final int taps;
  private final List<List<Term>> terms;

  private PositionAxis(int inputs, int taps, List<List<Term>> terms) {
    this.inputs = inputs;
    this.taps = taps;
    this.terms = terms;
  }

  private interface Rule {
    List<Term> terms(int position);
  }

  private static PositionAxis of(int inputs, int taps, int outputs, Rule rule) {
    List<List<Term>> terms = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      terms.add(List.copyOf(rule.terms(i)));
    }
    return new PositionAxis(inputs, taps, terms);
  }

  /**
   * Windows; what they read beyond the image is left out, factors are one by the number of taps
   * inside.
   *
   * @param inputs positions of the image
   * @param outputs windows
   * @param before padding in front of the image
   */
  public static PositionAxis windows(
      int inputs, int outputs, int size, int stride, int dilation, int before) {
    return of(
        inputs,
        size,
        outputs,
        i -> {
          List<Term> inside = new ArrayList<>();
          for (int tap = 0; tap < size; tap++) {
            int from = i * stride + tap * dilation - before;
            if (from >= 0 && from < inputs) {
              inside.add(new Term(from, tap, 1));
            }
          }
          return inside.stream().map(t -> new Term(t.from(), t.tap(), 1f / inside.size())).toList();
        });
  }

  /**
   * Parts of about the same size: part i of n over L positions is floor(iL/n) to ceil((i+1)L/n).
   */
  public static PositionAxis parts(int inputs, int outputs) {
    return of(
        inputs,
        1,
        outputs,
        i -> {
          int first = (int) ((long) i * inputs / outputs);
          int last = (int) (((long) (i + 1) * inputs + outputs - 1) / outputs);
          List<Term> part = new ArrayList<>();
          for (int from = first; from < last; from++) {
            part.add(new Term(from, 0, 1f / (last - first)));
          }
          return part;
        });
  }

  /** The nearest position: floor(i inputs / outputs). */
  public static PositionAxis nearest(int inputs, int outputs) {
    return of(
        inputs, 1, outputs, i -> List.of(new Term((int) ((long) i * inputs / outputs), 0, 1)));
  }

  /**
   * Between two neighbours: at max((i + 1/2) inputs / outputs - 1/2, 0), or, where the corners are
   * aligned, at i (inputs - 1) / (outputs - 1).
   */
  public static PositionAxis linear(int inputs, int outputs, boolean aligned) {
    return of(
        inputs,
        1,
        outputs,
        i -> {
          double at =
              aligned
                  ? outputs == 1 ? 0 : (double) i * (inputs - 1) / (outputs - 1)
                  : Math.max((i + 0.5) * inputs / outputs - 0.5, 0);
          int first = Math.min((int) at, inputs - 1);
          int second = Math.min(first + 1, inputs - 1);
          float share = (float) (at - first);
          return List.of(new Term(first, 0, 1 - share), new Term(second, 0, share));
        });
  }

  /** The same positions with zeros around. */
  public static PositionAxis zeros(int inputs, int before, int after) {
    return of(
        inputs,
        1,
        before + inputs + after,
        i -> i < before || i >= before + inputs ? List.of() : List.of(new Term(i - before, 0, 1)));
  }

  /** The same positions with a mirror image around, without the border itself. */
  public static PositionAxis mirrored(int inputs, int before, int after) {
    return of(
        inputs,
        1,
        before + inputs + after,
        i -> {
          int from = Math.abs(i - before);
          int far = 2 * (inputs - 1) - from;
          return List.of(new Term(from < inputs ? from : far, 0, 1));
        });
  }

  /** The same positions with the border repeated around. */
  public static PositionAxis repeated(int inputs, int before, int after) {
    return of(
        inputs,
        1,
        before + inputs + after,
        i -> List.of(new Term(Math.clamp(i - before, 0, inputs - 1), 0, 1)));
  }

  int inputs() {
    return inputs;
  }

  int taps() {
    return taps;
  }

  int outputs() {
    return terms.size();
  }

  List<Term> terms(int position) {
    return terms.get(position);
  }
}
