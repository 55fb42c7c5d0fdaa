package dev.synapt.processor.summary;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

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
    cells(
        "memory: bytes",
        "training, batch of " + summary.batch(),
        "one prediction",
        "predictBatch adds");
    line("weights", MemorySummary::weights);
    line("gradients", MemorySummary::gradients);
    for (NetworkSummary.Row row : summary.rows()) {
      line("values of " + row.layer(), memory -> memory.layer(row.layer()).values());
    }
    line(SHARING, memory -> memory.values() - sum(memory));
    line("total", MemorySummary::total);
  }

  private static long sum(MemorySummary memory) {
    return memory.layers().values().stream().mapToLong(MemorySummary.LayerBytes::values).sum();
  }

  private void line(String name, ToLongFunction<MemorySummary> bytes) {
    long training = bytes.applyAsLong(summary.training());
    long inference = bytes.applyAsLong(summary.inference());
    long batch = bytes.applyAsLong(summary.batchInference());
    if (training != 0 || inference != 0 || batch != 0) {
      cells(name, number(training), number(inference), number(batch));
    }
  }

  private void cells(String name, String training, String inference, String batch) {
    String format = "%-" + width + "s  %22s  %14s  %17s";
    List<String> cells = List.of(name, training, inference, batch);
    text.append(String.format(Locale.ROOT, format, cells.toArray()).stripTrailing()).append('\n');
  }

  private static String number(long bytes) {
    return bytes == 0 ? "" : String.format(Locale.ROOT, "%,d", bytes);
  }
}
