package dev.synapt.report;

import java.util.Locale;

/** Numbers and words as markup. */
final class Text {

  private static final double SMALL = 1e-3;
  private static final double LARGE = 1e5;

  private Text() {}

  /** With the characters escaped that mean something in HTML. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** {@link String#format} with points and commas as in English. */
  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** About four digits, as short as can be, with commas between thousands. */
  static String number(double value) {
    double size = Math.abs(value);
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    if (size < SMALL || size >= LARGE) {
      return format("%.1e", value).replace("e-0", "e-").replace("e+0", "e");
    }
    int digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4;
    String text = format("%,." + digits + "f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  static String count(long value) {
    return format("%,d", value);
  }

  static String percent(double share) {
    return Double.isNaN(share) ? "–" : format("%.2f %%", 100 * share);
  }

  /** Seconds, or minutes and hours where there are some. */
  static String duration(double seconds) {
    if (seconds < 60) {
      return format("%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? format("%d min %02d s", whole / 60, whole % 60)
        : format("%d h %02d min", whole / 3600, whole / 60 % 60);
  }

  /** A coordinate in a drawing. */
  static String at(double value) {
    return format("%.2f", value).replaceFirst("\\.?0+$", "");
  }
}
