package dev.synapt.examples.peers.report;

import dev.synapt.examples.peers.measure.Library;
import dev.synapt.examples.peers.measure.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The ratios as bars from 1 on a logarithmic axis, with lines from the least to the largest: an SVG image that follows
 * the reader's light or dark scheme.
 */
public final class RatioChart {

  private static final int WIDTH = 860;
  private static final int LEFT = 170;
  private static final int RIGHT = 790;
  private static final int TOP = 64;
  private static final int BAR = 13;
  private static final int BAR_STEP = 16;
  private static final int ROW_GAP = 9;
  private static final int PANEL_HEAD = 30;
  private static final int PANEL_GAP = 12;
  private static final int AXIS = 30;
  private static final double[] TICKS = {
    0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000
  };

  private static final String STYLE =
      """
      text { font: 12px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #24292f; }
      .title { font-size: 16px; font-weight: 600; }
      .panel { font-weight: 600; }
      .soft { fill: #57606a; }
      .grid { stroke: #d0d7de; }
      .one { stroke: #24292f; }
      .spread { stroke: #24292f; stroke-width: 1.2; opacity: 0.75; }
      .LIBTORCH { fill: #e8704a; }
      .ONNX_RUNTIME { fill: #3a8fd9; }
      .DEEPLEARNING4J { fill: #9a7fd1; }
      .SMILE { fill: #5fae4b; }
      @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3; }
        .soft { fill: #9198a1; }
        .grid { stroke: #3d444d; }
        .one, .spread { stroke: #e6edf3; }
      }
      """;

  private record Bar(Library peer, Statistics ratio) {}

  private record Row(String label, List<Bar> bars) {}

  private record Panel(String title, List<Row> rows) {}

  private final List<Panel> panels;
  private final double low;
  private final double high;
  private final StringBuilder svg = new StringBuilder();
  private int y = TOP;

  private RatioChart(List<Panel> panels) {
    this.panels = panels;
    List<Statistics> ratios = bars().map(Bar::ratio).toList();
    this.low = tickBelow(ratios.stream().mapToDouble(Statistics::min).min().orElse(1));
    this.high = tickAbove(ratios.stream().mapToDouble(Statistics::max).max().orElse(1));
  }

  private Stream<Bar> bars() {
    return panels.stream().flatMap(panel -> panel.rows().stream()).flatMap(row -> row.bars().stream());
  }

  private static double tickBelow(double value) {
    double below = TICKS[0];
    for (double tick : TICKS) {
      below = tick <= Math.min(value, 0.5) ? tick : below;
    }
    return below;
  }

  private static double tickAbove(double value) {
    for (double tick : TICKS) {
      if (tick >= Math.max(value, 2)) {
        return tick;
      }
    }
    return TICKS[TICKS.length - 1];
  }

  /**
   * Draws the chart.
   *
   * @param results what was measured
   * @return an SVG document
   * @throws IOException if the results cannot be read
   */
  public static String of(ResultsFile results) throws IOException {
    List<Measurement> all = results.read();
    List<Panel> panels = new ArrayList<>();
    List<Comparison> training = Comparison.of(all, Task.TRAIN);
    training.stream()
        .map(Comparison::threads)
        .distinct()
        .sorted()
        .forEach(
            threads ->
                panels.add(
                    panel(
                        "Training, %d thread%s".formatted(threads, threads == 1 ? "" : "s"),
                        training.stream().filter(c -> c.threads() == threads).toList())));
    panels.add(panel("One prediction, 1 thread", Comparison.of(all, Task.LATENCY)));
    panels.add(panel("Batches of 64, 1 thread", Comparison.of(all, Task.THROUGHPUT)));
    panels.removeIf(panel -> panel.rows().isEmpty());
    return new RatioChart(panels).draw();
  }

  private static Panel panel(String title, List<Comparison> comparisons) {
    List<Row> rows = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      List<Bar> bars =
          Stream.of(Library.values())
              .filter(comparison::hasRatios)
              .map(peer -> new Bar(peer, comparison.ratios(peer)))
              .toList();
      if (!bars.isEmpty()) {
        rows.add(new Row(label(comparison), bars));
      }
    }
    return new Panel(title, rows);
  }

  private static String label(Comparison comparison) {
    boolean adam = comparison.task() == Task.TRAIN && comparison.workload().name().endsWith("ADAM");
    return comparison.workload().title() + (adam ? ", Adam" : "");
  }

  private String draw() {
    panels.forEach(this::draw);
    int bottom = y;
    StringBuilder head = new StringBuilder();
    int height = bottom + AXIS;
    head.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n"
            .formatted(WIDTH, height, WIDTH, height));
    head.append("<title>Speed of Synapt relative to other libraries</title>\n");
    head.append("<style>\n").append(STYLE).append("</style>\n");
    head.append("<text x=\"16\" y=\"26\" class=\"title\">How many times as fast Synapt is</text>\n");
    head.append(legend());
    head.append(grid(bottom));
    return head.append(svg).append("</svg>\n").toString();
  }

  private String legend() {
    StringBuilder legend = new StringBuilder();
    int x = 16;
    List<Library> peers = bars().map(Bar::peer).distinct().sorted().toList();
    for (Library peer : peers) {
      legend.append(
          "<rect x=\"%d\" y=\"40\" width=\"12\" height=\"12\" rx=\"2\" class=\"%s\"/>"
              .formatted(x, peer));
      legend.append(
          "<text x=\"%d\" y=\"50\">as %s</text>%n".formatted(x + 18, peer.title()));
      x += 60 + 7 * peer.title().length();
    }
    return legend.toString();
  }

  private String grid(int bottom) {
    StringBuilder grid = new StringBuilder();
    for (double tick : TICKS) {
      if (tick >= low && tick <= high) {
        String place = coordinate(x(tick));
        grid.append(
            "<line x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\" class=\"%s\"/>"
                .formatted(place, place, TOP, bottom, tick == 1 ? "one" : "grid"));
        grid.append(
            "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\" class=\"soft\">%s×</text>%n"
                .formatted(place, bottom + 18, tickLabel(tick)));
      }
    }
    return grid.toString();
  }

  private static String tickLabel(double tick) {
    return tick >= 1 ? Long.toString((long) tick) : Double.toString(tick);
  }

  private void draw(Panel panel) {
    svg.append(
        "<text x=\"16\" y=\"%d\" class=\"panel\">%s</text>%n".formatted(y + 18, panel.title()));
    y += PANEL_HEAD;
    for (Row row : panel.rows()) {
      int middle = y + (row.bars().size() * BAR_STEP - BAR_STEP + BAR) / 2;
      svg.append(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
              .formatted(LEFT - 10, middle + 4, row.label()));
      row.bars().forEach(this::draw);
      y += ROW_GAP;
    }
    y += PANEL_GAP;
  }

  private void draw(Bar bar) {
    double from = x(Math.min(1, bar.ratio().median()));
    double to = x(Math.max(1, bar.ratio().median()));
    svg.append(
        "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" rx=\"2\" class=\"%s\"/>"
            .formatted(coordinate(from), y, coordinate(to - from), BAR, bar.peer()));
    double end = x(bar.ratio().max());
    double middle = y + BAR / 2.0;
    svg.append(
        "<line x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\" class=\"spread\"/>"
            .formatted(coordinate(x(bar.ratio().min())), coordinate(end), middle, middle));
    svg.append(
        "<text x=\"%s\" y=\"%d\">%s×</text>%n"
            .formatted(
                coordinate(Math.max(end, to) + 6),
                y + BAR - 2,
                Statistics.number(bar.ratio().median())));
    y += BAR_STEP;
  }

  private double x(double ratio) {
    double clamped = Math.clamp(ratio, low, high);
    return LEFT + (RIGHT - LEFT) * Math.log(clamped / low) / Math.log(high / low);
  }

  private static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
