package dev.synapt.runtime.metric;

import java.util.List;
import java.util.stream.IntStream;

/** A confusion matrix as text. */
final class ConfusionTable {

  private static final String PRECISION = "prec. %";

  private final ConfusionMatrix matrix;
  private final List<String> names;

  ConfusionTable(ConfusionMatrix matrix, List<String> names) {
    this.matrix = matrix;
    this.names = names;
  }

  String text() {
    int nameWidth = Math.max(PRECISION.length(), widest(names));
    int width = Math.max(5, Math.max(widest(names), Long.toString(matrix.total()).length()));
    StringBuilder table = new StringBuilder();
    appendRow(table, "true", nameWidth, names, width, "recall");
    for (int t = 0; t < names.size(); t++) {
      int label = t;
      List<String> cells = IntStream.range(0, names.size()).mapToObj(p -> cell(label, p)).toList();
      appendRow(table, names.get(t), nameWidth, cells, width, percent(matrix.recall(t)) + "%");
    }
    List<String> last =
        IntStream.range(0, names.size()).mapToObj(c -> percent(matrix.precision(c))).toList();
    appendRow(table, PRECISION, nameWidth, last, width, percent(matrix.accuracy()) + "%");
    return table.toString();
  }

  private String cell(int label, int predicted) {
    long count = matrix.count(label, predicted);
    return count == 0 ? "." : Long.toString(count);
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String percent(double share) {
    // Tenths of a percent by hand: String.format would follow the locale's decimal sign.
    long tenths = Math.round(1000 * share);
    return tenths / 10 + "." + tenths % 10;
  }

  private static void appendRow(
      StringBuilder table, String name, int nameWidth, List<String> cells, int width, String end) {
    table.append(name).repeat(' ', nameWidth - name.length());
    for (String cell : cells) {
      appendRight(table, cell, width);
    }
    appendRight(table.append(" |"), end, 7);
    table.append('\n');
  }

  private static void appendRight(StringBuilder table, String cell, int width) {
    table.append(' ').repeat(' ', Math.max(0, width - cell.length())).append(cell);
  }
}
