package dev.synapt.processor.summary;

import java.util.List;
import java.util.Locale;

/** The lines that say where a network's memory goes, in bytes. */
final class MemoryTable {

  /** Negative where values that are never alive at once share memory. */
  private static final String SHARING = "sharing and padding";

  private final NetworkSummary summary;
  private final int width;
  private final StringBuilder text = new StringBuilder();

  private MemoryTable(NetworkSummary summary) {
    this.summary = summary;
    int longest = summary.rows().stream().mapToInt(r -> r.layer().length()).max().orElse(0);
    this.width = Math.max(SHARING.length(), "values of ".length() + longest);
  }

  /** The table; lines end in {@code \n}. */
  static String of(NetworkSummary summary) {
    MemoryTable table = new MemoryTable(summary);
    table.lines();
    return table.text.toString();
  }

  private void lines() {
    MemorySummary training = summary.training();
    MemorySummary inference = summary.inference();
    cells("memory: bytes", "training, batch of " + summary.batch(), "one prediction");
    line("weights", training.weights(), inference.weights());
    line("gradients", training.gradients(), inference.gradients());
    for (NetworkSummary.Row row : summary.rows()) {
      String name = row.layer();
      line("values of " + name, training.layer(name).values(), inference.layer(name).values());
    }
    line(SHARING, training.values() - sum(training), inference.values() - sum(inference));
    line("total", training.total(), inference.total());
  }

  private static long sum(MemorySummary memory) {
    return memory.layers().values().stream().mapToLong(MemorySummary.LayerBytes::values).sum();
  }

  private void line(String name, long training, long inference) {
    if (training != 0 || inference != 0) {
      cells(name, number(training), number(inference));
    }
  }

  private void cells(String name, String training, String inference) {
    String format = "%-" + width + "s  %22s  %14s";
    List<String> cells = List.of(name, training, inference);
    text.append(String.format(Locale.ROOT, format, cells.toArray()).stripTrailing()).append('\n');
  }

  private static String number(long bytes) {
    return bytes == 0 ? "" : String.format(Locale.ROOT, "%,d", bytes);
  }
}
