package dev.synapt.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The network as its layers see the data: images as stacks of sheets, vectors as columns. */
final class NetworkDiagram {

  private static final double CELL = 176;
  private static final double ROW = 232;
  private static final double MIDDLE = 84;
  private static final double SHEET_STEP = 5;
  private static final int MOST_SHEETS = 7;
  private static final double LARGEST = 96;
  private static final int PER_ROW = 7;

  private final List<LayerTable.Block> blocks;
  private final double side;

  NetworkDiagram(List<LayerTable.Block> blocks) {
    this.blocks = blocks;
    this.side =
        blocks.stream()
            .filter(b -> b.shape().length == 3)
            .mapToInt(b -> Math.max(b.shape()[1], b.shape()[2]))
            .max()
            .orElse(1);
  }

  String markup() {
    if (blocks.isEmpty()) {
      return "";
    }
    int columns = Math.min(PER_ROW, blocks.size());
    int rows = Math.ceilDiv(blocks.size(), PER_ROW);
    Svg svg = new Svg(columns * CELL, rows * ROW, "the network, layer by layer");
    for (int i = 0; i < blocks.size(); i++) {
      int row = i / PER_ROW;
      int column = i % PER_ROW;
      double x = column * CELL;
      double y = row * ROW;
      if (column > 0) {
        arrow(svg, x, y + MIDDLE);
      }
      block(svg, blocks.get(i), x + CELL / 2, y);
    }
    return svg.markup();
  }

  /** In the gap between two blocks. */
  private static void arrow(Svg svg, double x, double y) {
    svg.line(x - 12, y, x + 10, y, "arrow");
    svg.path("M%s %sl-5 -4m5 4l-5 4".formatted(Text.at(x + 10), Text.at(y)), "arrow");
  }

  private void block(Svg svg, LayerTable.Block block, double x, double y) {
    if (block.shape().length == 3) {
      sheets(svg, block, x, y + MIDDLE);
    } else {
      column(svg, block, x, y + MIDDLE);
    }
    svg.text(x, y + 156, "middle strong", block.name());
    svg.text(x, y + 172, "tick middle", shape(block));
    List<String> operations = block.operations();
    String text = operations.stream().map(NetworkDiagram::kind).collect(Collectors.joining(", "));
    double line = y + 188;
    for (String part : wrapped(text)) {
      svg.text(x, line, "tick middle", part);
      line += 14;
    }
    if (block.parameters() > 0) {
      svg.text(x, line, "tick middle", Text.count(block.parameters()) + " parameters");
    }
  }

  private static String shape(LayerTable.Block block) {
    return Arrays.stream(block.shape()).mapToObj(Text::count).collect(Collectors.joining(" × "));
  }

  /** {@code Conv2d 6 @ 5x5} of {@code Conv2d 6 @ 5x5, pad{2,2,2,2}}. */
  private static String kind(String operation) {
    return operation.replaceFirst(",.*", "");
  }

  private static List<String> wrapped(String text) {
    int fits = 26;
    if (text.length() <= fits) {
      return List.of(text);
    }
    int cut = text.lastIndexOf(", ", fits);
    if (cut < 0) {
      return List.of(text.substring(0, fits - 1) + "…");
    }
    String rest = text.substring(cut + 2);
    return List.of(
        text.substring(0, cut + 1),
        rest.length() > fits ? rest.substring(0, fits - 1) + "…" : rest);
  }

  /** A tenfold number of channels is three sheets more. */
  private void sheets(Svg svg, LayerTable.Block block, double x, double y) {
    int count = Math.clamp(Math.round(1 + 3 * Math.log10(block.shape()[0])), 1, MOST_SHEETS);
    double height = length(block.shape()[1]);
    double width = length(block.shape()[2]);
    double spread = (count - 1) * SHEET_STEP;
    for (int i = count - 1; i >= 0; i--) {
      svg.rect(
          x - width / 2 + i * SHEET_STEP - spread / 2,
          y - height / 2 - i * SHEET_STEP + spread / 2,
          width,
          height,
          "rx=\"2\" class=\"" + (i == 0 ? "front" : "sheet") + "\"",
          i == 0 ? title(block) : "");
    }
  }

  private double length(int size) {
    return Math.max(8, LARGEST * Math.sqrt(size / side));
  }

  private static void column(Svg svg, LayerTable.Block block, double x, double y) {
    double height = Math.clamp(38 * Math.log10(Arrays.stream(block.shape()).sum() + 1), 14, 124);
    svg.rect(x - 8, y - height / 2, 16, height, "rx=\"3\" class=\"front\"", title(block));
  }

  private static String title(LayerTable.Block block) {
    return block.name() + ": " + String.join("; ", block.operations());
  }
}
