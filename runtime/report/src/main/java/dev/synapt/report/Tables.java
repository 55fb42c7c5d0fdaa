package dev.synapt.report;

import dev.synapt.runtime.metric.ConfusionMatrix;
import java.util.List;
import java.util.Map;

/** Figures in rows and columns. */
final class Tables {

  private Tables() {}

  /** Names and what they are, in two columns. */
  static String pairs(Map<String, String> pairs) {
    StringBuilder table = new StringBuilder("<table>\n");
    pairs.forEach((name, value) ->
        table.append(
            "<tr><td class=\"soft\">%s</td><td class=\"text\">%s</td></tr>\n"
                .formatted(Text.escape(name), Text.escape(value))));
    return table.append("</table>\n").toString();
  }

  /** Rows of cells that are markup already, under headings that are text. */
  static String of(List<String> headings, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<table>\n<tr>");
    headings.forEach(h -> table.append("<th>").append(Text.escape(h)).append("</th>"));
    table.append("</tr>\n");
    for (List<String> row : rows) {
      table.append("<tr>");
      row.forEach(cell -> table.append(cell.startsWith("<td") ? cell : "<td>" + cell + "</td>"));
      table.append("</tr>\n");
    }
    return table.append("</table>\n").toString();
  }

  /** A cell with a share, 0 ... 1, as a bar. */
  static String share(double share) {
    return Double.isNaN(share)
        ? "<td>–</td>"
        : Text.format(
            "<td class=\"share\"><i style=\"width:%.0fpx\"></i>%.1f %%</td>",
            48 * share, 100 * share);
  }

  /** Which classes were taken for which; the darker, the more of its row. */
  static String confusion(ConfusionMatrix matrix, List<String> names) {
    int classes = matrix.classes();
    StringBuilder table = new StringBuilder("<table class=\"matrix\">\n<tr>");
    table.append("<th class=\"corner\">true \\ predicted</th>");
    for (int c = 0; c < classes; c++) {
      table.append("<th>").append(Text.escape(names.get(c))).append("</th>");
    }
    table.append("</tr>\n");
    for (int label = 0; label < classes; label++) {
      table.append("<tr><th>").append(Text.escape(names.get(label))).append("</th>");
      for (int predicted = 0; predicted < classes; predicted++) {
        table.append(cell(matrix, label, predicted, names));
      }
      table.append("</tr>\n");
    }
    return table.append("</table>\n").toString();
  }

  private static String cell(ConfusionMatrix matrix, int label, int predicted, List<String> names) {
    long count = matrix.count(label, predicted);
    if (count == 0) {
      return "<td></td>";
    }
    double share = (double) count / matrix.support(label);
    boolean right = label == predicted;
    // Mistakes are rare where it matters to see them, so their colour grows fast.
    double opacity = right ? 0.15 + 0.6 * share : Math.min(0.85, 0.12 + 4 * Math.sqrt(share) / 2);
    return Text.format(
        "<td style=\"background:rgba(var(--%s),%.2f)\" title=\"%s taken for %s: %.2f %%\">%s</td>",
        right ? "tint" : "wrong",
        opacity,
        Text.escape(names.get(label)),
        Text.escape(names.get(predicted)),
        100 * share,
        Text.count(count));
  }
}
