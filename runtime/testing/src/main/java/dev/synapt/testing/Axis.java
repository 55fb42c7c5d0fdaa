package dev.synapt.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Which positions along one axis of an image each position of a result is made from.
 *
 * @param kind how
 * @param inputs positions of the image
 * @param outputs positions of the result
 * @param size taps of a window; 1 for what has no windows
 * @param stride from one window to the next
 * @param dilation from one tap to the next
 * @param before padding in front of the image
 */
public record Axis(
    Kind kind, int inputs, int outputs, int size, int stride, int dilation, int before) {

  /** The ways. */
  public enum Kind {
    /** Windows; what they read beyond the image is left out, of means too. */
    WINDOWS,
    /** Parts of about the same size. */
    PARTS,
    /** The nearest position. */
    NEAREST,
    /** Between two neighbours, by the middles of the positions. */
    LINEAR,
    /** Between two neighbours, corners on corners. */
    LINEAR_ALIGNED,
    /** The image with zeros around. */
    ZEROS,
    /** The image mirrored around, without its border. */
    MIRRORED,
    /** The image with its border repeated around. */
    REPEATED
  }

  /** What keeps a quotient of two whole numbers from rounding to the other side of one. */
  private static final double NUDGE = 1e-9;

  /** A position of the image, the tap it is of the window, and its share of the result. */
  record Term(int from, int tap, double factor) {}

  /** What a position of the result is made from. */
  List<Term> terms(int to) {
    double ratio = (double) inputs / outputs;
    return switch (kind) {
      case WINDOWS -> window(to);
      case PARTS ->
          means((int) Math.floor(to * ratio + NUDGE), (int) Math.ceil((to + 1) * ratio - NUDGE));
      case NEAREST -> List.of(new Term((int) Math.floor(to * ratio + NUDGE), 0, 1));
      case LINEAR -> between(Math.max((to + 0.5) * ratio - 0.5, 0));
      case LINEAR_ALIGNED -> between(outputs == 1 ? 0 : (double) to * (inputs - 1) / (outputs - 1));
      case ZEROS -> {
        int from = to - before;
        yield from < 0 || from >= inputs ? List.of() : List.of(new Term(from, 0, 1));
      }
      case MIRRORED -> {
        int from = Math.abs(to - before);
        yield List.of(new Term(from < inputs ? from : 2 * (inputs - 1) - from, 0, 1));
      }
      case REPEATED -> List.of(new Term(Math.clamp(to - before, 0, inputs - 1), 0, 1));
    };
  }

  private List<Term> window(int to) {
    List<Term> taps = new ArrayList<>();
    for (int tap = 0; tap < size; tap++) {
      int from = to * stride + tap * dilation - before;
      if (from >= 0 && from < inputs) {
        taps.add(new Term(from, tap, 1));
      }
    }
    return taps.stream().map(t -> new Term(t.from(), t.tap(), 1.0 / taps.size())).toList();
  }

  private static List<Term> means(int first, int end) {
    List<Term> part = new ArrayList<>();
    for (int from = first; from < end; from++) {
      part.add(new Term(from, 0, 1.0 / (end - first)));
    }
    return part;
  }

  private List<Term> between(double at) {
    int first = (int) Math.floor(at);
    int second = Math.min(first + 1, inputs - 1);
    return List.of(new Term(first, 0, 1 - (at - first)), new Term(second, 0, at - first));
  }
}
