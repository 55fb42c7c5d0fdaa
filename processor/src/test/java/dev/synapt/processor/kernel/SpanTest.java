package dev.synapt.processor.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpanTest {

  @Test
  void withoutPaddingAllPositionsAreAlike() {
    assertEquals(List.of(new Span(0, 14, 0, 2)), Span.of(14, 28, 2, 2, 0));
  }

  /** A window of 3 over 5 with one zero on each side loses its first tap, none, its last. */
  @Test
  void bordersHaveSpansOfTheirOwn() {
    assertEquals(
        List.of(new Span(0, 1, 1, 3), new Span(1, 4, 0, 3), new Span(4, 5, 0, 2)),
        Span.of(5, 5, 3, 1, 1));
  }

  /** A window wider than the image, where every position is at both borders. */
  @Test
  void aWindowMayReachOverBothBorders() {
    assertEquals(List.of(new Span(0, 1, 2, 4)), Span.of(1, 2, 5, 1, 2));
  }

  @Test
  void everyTapIsInsideWhereItsSpanSaysSo() {
    for (int in = 1; in <= 9; in++) {
      for (int taps = 1; taps <= 5; taps++) {
        for (int stride = 1; stride <= 4; stride++) {
          for (int pad = 0; pad < taps; pad++) {
            int out = Math.floorDiv(in + 2 * pad - taps, stride) + 1;
            if (out >= 1) {
              assertSpans(out, in, taps, stride, pad);
            }
          }
        }
      }
    }
  }

  private static void assertSpans(int out, int in, int taps, int stride, int pad) {
    List<Span> spans = Span.of(out, in, taps, stride, pad);
    String what = spans + " of " + List.of(out, in, taps, stride, pad);
    int next = 0;
    for (Span span : spans) {
      assertEquals(next, span.from(), what);
      assertTrue(span.to() > span.from(), what);
      for (int i = span.from(); i < span.to(); i++) {
        for (int tap = 0; tap < taps; tap++) {
          int at = i * stride - pad + tap;
          boolean inside = at >= 0 && at < in;
          assertEquals(inside, tap >= span.firstTap() && tap < span.lastTap(), what);
        }
      }
      next = span.to();
    }
    assertEquals(out, next, what);
    for (int i = 1; i < spans.size(); i++) {
      assertNotEquals(
          List.of(spans.get(i).firstTap(), spans.get(i).lastTap()),
          List.of(spans.get(i - 1).firstTap(), spans.get(i - 1).lastTap()),
          "neighbours that could be one: " + what);
    }
  }
}
