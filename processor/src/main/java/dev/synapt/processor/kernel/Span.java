package dev.synapt.processor.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring window positions along one axis whose windows have the same taps inside the image.
 *
 * @param from the first position
 * @param to one behind the last position
 * @param firstTap the first tap inside
 * @param lastTap one behind the last tap inside
 */
record Span(int from, int to, int firstTap, int lastTap) {

  /**
   * The spans of an axis, so that borders have code of their own and the inside has no conditions.
   *
   * @param out positions
   * @param in size of the image
   * @param taps taps of the window, one apart
   * @param stride from one position to the next
   * @param pad padding before the image
   */
  static List<Span> of(int out, int in, int taps, int stride, int pad) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < out; i++) {
      int start = i * stride - pad;
      int first = Math.max(0, -start);
      int last = Math.min(taps, in - start);
      Span previous = spans.isEmpty() ? null : spans.getLast();
      if (previous != null && previous.firstTap == first && previous.lastTap == last) {
        spans.set(spans.size() - 1, new Span(previous.from, i + 1, first, last));
      } else {
        spans.add(new Span(i, i + 1, first, last));
      }
    }
    return spans;
  }
}
