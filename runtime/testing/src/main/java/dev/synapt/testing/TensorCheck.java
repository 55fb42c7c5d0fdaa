package dev.synapt.testing;

import java.util.Arrays;
import java.util.Locale;

/**
 * What was found about the gradient of one tensor.
 *
 * @param name the tensor, or {@code input}
 * @param shape its shape, as in {@code [6,1,5,5]}
 * @param entries how many entries it has
 * @param checked for how many of them the loss was computed twice more
 * @param kinks how many more were left out, because the loss has a kink too near
 * @param differences how far the gradient is from differences of the loss at worst, as a share of
 *     the tensor's largest entry
 * @param trainer how far the trainer's gradient is from the twin's at worst, likewise; not a number
 *     where the two were not compared
 * @param fault the worst mistake in words; empty if there is none
 */
public record TensorCheck(
    String name,
    String shape,
    int entries,
    int checked,
    int kinks,
    double differences,
    double trainer,
    String fault) {

  /**
   * Fails if the gradient is wrong, or nothing of it could be checked.
   *
   * @throws AssertionError with tensor, entry and both numbers
   */
  public void check() {
    if (!fault.isEmpty()) {
      throw new AssertionError(fault);
    }
  }

  /** A shape as text. */
  static String text(int[] shape) {
    return Arrays.toString(shape).replace(" ", "");
  }

  /** One line of the report. */
  String line(int nameWidth, int shapeWidth) {
    return String.format(
        Locale.ROOT,
        "%-" + nameWidth + "s  %-" + shapeWidth + "s  %,9d  %7d  %5d  %11.1e  %7s  %s",
        name,
        shape,
        entries,
        checked,
        kinks,
        differences,
        Double.isNaN(trainer) ? "-" : String.format(Locale.ROOT, "%.1e", trainer),
        fault.isEmpty() ? "ok" : "WRONG");
  }
}
