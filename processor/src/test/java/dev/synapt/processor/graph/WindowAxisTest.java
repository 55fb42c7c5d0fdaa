package dev.synapt.processor.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowAxisTest {

  @Test
  void agreesWithSlidingTheWindowByHand() {
    List<WindowAxis> all = smallAxes();
    assertTrue(all.size() > 10_000);
    all.forEach(WindowAxisTest::assertSlides);
  }

  private static List<WindowAxis> smallAxes() {
    List<WindowAxis> all = new ArrayList<>();
    for (int size = 1; size <= 9; size++) {
      for (int kernel = 1; kernel <= 5; kernel++) {
        for (int stride = 1; stride <= 5; stride++) {
          for (int dilation = 1; dilation <= 3; dilation++) {
            for (int pads = 0; pads < 16; pads++) {
              all.add(new WindowAxis(size, kernel, stride, dilation, pads / 4, pads % 4));
            }
          }
        }
      }
    }
    return all;
  }

  /** Moves the window row by row and marks what its taps read. */
  private static void assertSlides(WindowAxis axis) {
    int windows = 0;
    int end = 0;
    boolean[] read = new boolean[axis.size()];
    int padded = axis.before() + axis.size() + axis.after();
    for (int start = 0; start + span(axis) <= padded; start += axis.stride()) {
      windows++;
      end = Math.clamp(start + span(axis) - axis.before(), 0, axis.size());
      mark(axis, start, read);
    }
    assertEquals(windows > 0, axis.fits(), axis::toString);
    if (windows > 0) {
      assertEquals(windows, axis.windows(), axis::toString);
      assertEquals(end, axis.end(), axis::toString);
      assertUnread(axis, read);
    }
  }

  private static int span(WindowAxis axis) {
    return axis.dilation() * (axis.kernel() - 1) + 1;
  }

  private static void mark(WindowAxis axis, int start, boolean[] read) {
    for (int tap = 0; tap < axis.kernel(); tap++) {
      int row = start + tap * axis.dilation() - axis.before();
      if (row >= 0 && row < read.length) {
        read[row] = true;
      }
    }
  }

  /** What is called unread is not read, and more than what each step skips. */
  private static void assertUnread(WindowAxis axis, boolean[] read) {
    long unread = axis.unread();
    for (int row = axis.size() - (int) unread; row < axis.size(); row++) {
      assertFalse(read[row], axis::toString);
    }
    if (axis.dilation() == 1 && axis.stride() <= axis.kernel() && axis.before() < axis.kernel()) {
      boolean lastRowRead = read[axis.size() - 1];
      assertEquals(!lastRowRead, unread > 0, axis::toString);
    }
  }

  @Test
  void theLargestKernelFitsAndTheNextDoesNot() {
    for (WindowAxis axis : smallAxes()) {
      int largest = Math.toIntExact(axis.largestKernel());
      assertTrue(withKernel(axis, largest).fits(), axis::toString);
      assertFalse(withKernel(axis, largest + 1).fits(), axis::toString);
    }
  }

  private static WindowAxis withKernel(WindowAxis axis, int kernel) {
    return new WindowAxis(
        axis.size(), kernel, axis.stride(), axis.dilation(), axis.before(), axis.after());
  }

  /** Values of ONNX's definition of SAME_UPPER, computed by hand. */
  @ParameterizedTest
  @CsvSource({
    // size, kernel, stride, dilation, before, after, windows
    "28, 5, 1, 1, 2, 2, 28",
    "28, 2, 1, 1, 0, 1, 28",
    "28, 4, 1, 1, 1, 2, 28",
    " 6, 3, 2, 1, 0, 1, 3",
    " 7, 3, 2, 1, 1, 1, 4",
    " 5, 2, 2, 1, 0, 1, 3",
    " 9, 1, 2, 1, 0, 0, 5",
    "10, 3, 1, 4, 4, 4, 10",
    "10, 3, 3, 2, 2, 2, 4",
    " 2, 9, 1, 1, 4, 4, 2",
    " 1, 3, 5, 1, 1, 1, 1",
  })
  void samePaddingIsThatOfOnnx(
      int size, int kernel, int stride, int dilation, int before, int after, long windows) {
    WindowAxis axis = WindowAxis.same(size, kernel, stride, dilation);
    assertEquals(new WindowAxis(size, kernel, stride, dilation, before, after), axis);
    assertEquals(windows, axis.windows());
    assertEquals(0, axis.unread());
  }

  @Test
  void absurdSizesDoNotOverflow() {
    int huge = Integer.MAX_VALUE;
    assertFalse(new WindowAxis(4, huge, 1, huge, huge, huge).fits());
    assertFalse(WindowAxis.same(4, huge, 1, huge).fits());
    assertEquals(3L * huge, new WindowAxis(huge, 1, 1, 1, huge, huge).windows());
  }
}
