package dev.synapt.examples.peers.report;

import dev.synapt.examples.peers.measure.Library;
import dev.synapt.examples.peers.measure.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tables of everything that was measured. */
public final class MarkdownReport {

  private final List<Measurement> all;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(List<Measurement> all) {
    this.all = all;
  }

  /**
   * Makes the report.
   *
   * @param results what was measured
   * @return Markdown
   * @throws IOException if the results cannot be read
   */
  public static String of(ResultsFile results) throws IOException {
    MarkdownReport report = new MarkdownReport(results.read());
    report.head();
    report.rates(Task.TRAIN, "Training, samples/s");
    report.latencies();
    report.rates(Task.THROUGHPUT, "Predicting batches of 64 on one thread, samples/s");
    report.starts();
    report.fresh();
    return report.text.toString();
  }

  private void line(String format, Object... arguments) {
    text.append(format.formatted(arguments)).append('\n');
  }

  private void head() throws IOException {
    List<Library> libraries = all.stream().map(Measurement::library).distinct().sorted().toList();
    line("%s; %s; %s.", Machine.description(), String.join(", ", Machine.versions(libraries)), dates());
    line("");
    line("Each process warms up, then measures several windows and counts as their median. Libraries take turns, a");
    line("process each, and a ratio is of processes of the same round: how many times as fast Synapt is. Shown are");
    line("medians over the rounds, with the least and the largest if there were several. Each peer counts with the");
    line("setting that is its best.");
  }

  private String dates() {
    List<String> days =
        all.stream().map(m -> m.round().substring(0, 10)).distinct().sorted().toList();
    return days.size() == 1 ? days.getFirst() : days.getFirst() + " to " + days.getLast();
  }

  private static List<Library> peers(List<Comparison> comparisons) {
    return Stream.of(Library.values())
        .filter(peer -> comparisons.stream().anyMatch(c -> c.hasRatios(peer)))
        .toList();
  }

  private void tableHead(String title, List<String> columns) {
    line("");
    line("### %s", title);
    line("");
    row(columns);
    row(columns.stream().map(_ -> "---").toList());
  }

  private void row(List<String> cells) {
    line("| %s |", String.join(" | ", cells));
  }

  private void rates(Task task, String title) {
    List<Comparison> comparisons = Comparison.of(all, task);
    if (comparisons.isEmpty()) {
      return;
    }
    List<Library> peers = peers(comparisons);
    List<String> columns = new ArrayList<>(List.of("network", "threads", "Synapt"));
    for (Library peer : peers) {
      columns.addAll(List.of(peer.title(), "ratio", "of best windows"));
    }
    tableHead(title, columns);
    for (Comparison comparison : comparisons) {
      row(cells(comparison, peers));
    }
  }

  private static List<String> cells(Comparison comparison, List<Library> peers) {
    List<String> cells = new ArrayList<>();
    cells.add(
        comparison.task() == Task.TRAIN
            ? comparison.workload().trainingTitle()
            : comparison.workload().title());
    cells.add(Integer.toString(comparison.threads()));
    cells.add(value(comparison, Library.SYNAPT));
    for (Library peer : peers) {
      cells.add(value(comparison, peer));
      cells.addAll(ratios(comparison, peer));
    }
    return cells;
  }

  private static String value(Comparison comparison, Library library) {
    if (!comparison.has(library)) {
      return "–";
    }
    String variant = comparison.variant(library);
    String setting = variant.equals("default") ? "" : " " + variant;
    return comparison.values(library) + setting;
  }

  private static List<String> ratios(Comparison comparison, Library peer) {
    if (!comparison.hasRatios(peer)) {
      return List.of("–", "–");
    }
    return List.of(
        comparison.ratios(peer).emphasized(), Statistics.number(comparison.bestRatio(peer)));
  }

  private void latencies() {
    List<Comparison> comparisons = Comparison.of(all, Task.LATENCY);
    if (comparisons.isEmpty()) {
      return;
    }
    List<Library> peers = peers(comparisons);
    List<String> columns = new ArrayList<>(List.of("network", "Synapt p50", "p99"));
    for (Library peer : peers) {
      columns.addAll(List.of(peer.title() + " p50", "p99", "ratio of p50", "of best windows"));
    }
    tableHead("One prediction on one thread, microseconds", columns);
    for (Comparison comparison : comparisons) {
      List<String> cells = new ArrayList<>();
      cells.add(comparison.workload().title());
      cells.addAll(List.of(value(comparison, Library.SYNAPT), tail(comparison, Library.SYNAPT)));
      for (Library peer : peers) {
        cells.addAll(List.of(value(comparison, peer), tail(comparison, peer)));
        cells.addAll(ratios(comparison, peer));
      }
      row(cells);
    }
  }

  private String tail(Comparison comparison, Library library) {
    if (!comparison.has(library)) {
      return "–";
    }
    double[] tails =
        all.stream()
            .filter(m -> m.task() == Task.LATENCY && m.name().equals("p99"))
            .filter(m -> m.workload() == comparison.workload() && m.library() == library)
            .filter(m -> m.variant().equals(comparison.variant(library)))
            .mapToDouble(Measurement::median)
            .toArray();
    return Statistics.of(tails).toString();
  }

  private void starts() {
    List<Comparison> comparisons = Comparison.of(all, Task.START);
    if (comparisons.isEmpty()) {
      return;
    }
    List<Library> peers = peers(comparisons);
    List<String> columns = new ArrayList<>(List.of("network", "Synapt"));
    peers.forEach(peer -> columns.addAll(List.of(peer.title(), "ratio", "of best")));
    tableHead("From the start of the JVM's process to the first prediction, milliseconds", columns);
    for (Comparison comparison : comparisons) {
      List<String> cells = cells(comparison, peers);
      cells.remove(1);
      row(cells);
    }
  }

  private void fresh() {
    List<FreshStarts> starts = FreshStarts.of(all);
    if (starts.isEmpty()) {
      return;
    }
    tableHead(
        "Fresh starts of training",
        List.of("network", "threads", "starts", "samples/s at the end", "spread", "seconds to 90 %"));
    for (FreshStarts start : starts) {
      row(start.cells());
    }
  }
}
