package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.ShapeCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Warns of rows and columns at the end of an image that the last window does not reach. */
final class UnreadRows {

  private UnreadRows() {}

  /** Warns of a window that stops short of the end, and shows the arithmetic. */
  static void check(Layer layer, ImageWindow window, ShapeReport report) {
    WindowAxis rows = window.rows();
    WindowAxis columns = window.columns();
    if (rows.unread() + columns.unread() > 0) {
      report.add(
          ShapeCode.ROWS_UNREAD,
          layer.at(),
          layer.field(),
          what(rows, columns),
          arithmetic(rows, columns),
          readable(rows) + "x" + readable(columns));
    }
  }

  private static String what(WindowAxis rows, WindowAxis columns) {
    List<String> parts = new ArrayList<>();
    if (rows.unread() > 0) {
      parts.add("the last " + rows.unread() + " of " + rows.size() + " rows");
    }
    if (columns.unread() > 0) {
      parts.add("the last " + columns.unread() + " of " + columns.size() + " columns");
    }
    return String.join(" and ", parts);
  }

  private static String arithmetic(WindowAxis rows, WindowAxis columns) {
    return Stream.of(rows, columns)
        .filter(axis -> axis.unread() > 0)
        .map(UnreadRows::arithmetic)
        .distinct()
        .collect(Collectors.joining(", and "));
  }

  private static String arithmetic(WindowAxis axis) {
    long padding = (long) axis.before() + axis.after();
    return "floor((%d + %d - %d) / %d) + 1 = %d, the last ends at %d"
        .formatted(axis.size(), padding, axis.extent(), axis.stride(), axis.windows(), axis.end());
  }

  /** The next size at which one window more reads the last row. */
  private static long readable(WindowAxis axis) {
    long missing = axis.windows() * axis.stride() + axis.extent() - axis.padded();
    return axis.unread() > 0 ? axis.size() + missing : axis.size();
  }
}
