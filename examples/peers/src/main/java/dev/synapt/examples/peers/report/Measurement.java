package dev.synapt.examples.peers.report;

import dev.synapt.examples.peers.measure.Library;
import dev.synapt.examples.peers.measure.Task;
import dev.synapt.examples.peers.work.Workload;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One result of one process.
 *
 * @param round the same for processes that took their turn together
 * @param library what ran
 * @param variant how it was set up
 * @param workload the network
 * @param task what was measured
 * @param threads how many
 * @param name of the numbers
 * @param windows one number for each window
 */
public record Measurement(
    String round,
    Library library,
    String variant,
    Workload workload,
    Task task,
    int threads,
    String name,
    double[] windows) {

  private static final String SEPARATOR = "\t";

  /** The names of the fields in a line. */
  static final String HEADER =
      String.join(
          SEPARATOR,
          "round",
          "library",
          "variant",
          "workload",
          "task",
          "threads",
          "name",
          "windows");

  String toLine() {
    String numbers =
        Arrays.stream(windows)
            .mapToObj(number -> String.format(Locale.ROOT, "%.6g", number))
            .collect(Collectors.joining(" "));
    return String.join(
        SEPARATOR,
        round,
        library.name(),
        variant,
        workload.name(),
        task.name(),
        Integer.toString(threads),
        name,
        numbers);
  }

  static Measurement parse(String line) {
    String[] fields = line.split(SEPARATOR);
    return new Measurement(
        fields[0],
        Library.valueOf(fields[1]),
        fields[2],
        Workload.valueOf(fields[3]),
        Task.valueOf(fields[4]),
        Integer.parseInt(fields[5]),
        fields[6],
        Arrays.stream(fields[7].split(" ")).mapToDouble(Double::parseDouble).toArray());
  }

  /** The median of the windows. */
  double median() {
    return Statistics.median(windows);
  }

  /** For the console. */
  public String summary() {
    return "%-8s %-10s %d thread%s  %-14s %-8s %-6s %s"
        .formatted(
            workload,
            task,
            threads,
            threads == 1 ? " " : "s",
            library.title(),
            variant,
            name,
            Statistics.of(windows));
  }
}
