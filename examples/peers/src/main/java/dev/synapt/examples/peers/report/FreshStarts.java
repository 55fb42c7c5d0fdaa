package dev.synapt.examples.peers.report;

import dev.synapt.examples.peers.measure.Library;
import dev.synapt.examples.peers.measure.Task;
import java.util.Arrays;
import java.util.List;

/**
 * Processes that began to train at once: what speed each reached, and when.
 */
public final class FreshStarts {

  /** Seconds of a window of {@link Task#FRESH}. */
  public static final double WINDOW = 0.1;

  /** Windows of {@link Task#FRESH}. */
  public static final int WINDOWS = 60;

  /** Of the windows, the last ones count as the speed that is reached. */
  private static final double LAST = 0.3;

  private static final double NEARLY = 0.9;

  private final Comparison comparison;

  private FreshStarts(Comparison comparison) {
    this.comparison = comparison;
  }

  static List<FreshStarts> of(List<Measurement> all) {
    return Comparison.of(all, Task.FRESH).stream()
        .filter(comparison -> comparison.has(Library.SYNAPT))
        .map(FreshStarts::new)
        .toList();
  }

  private static double reached(double[] windows) {
    int last = Math.max(1, (int) (LAST * windows.length));
    return Statistics.median(Arrays.copyOfRange(windows, windows.length - last, windows.length));
  }

  private static double seconds(double[] windows) {
    double enough = NEARLY * reached(windows);
    int window = 0;
    while (windows[window] < enough) {
      window++;
    }
    return (window + 1) * WINDOW;
  }

  List<String> cells() {
    List<Measurement> processes = comparison.libraries().get(Library.SYNAPT);
    Statistics reached =
        Statistics.of(processes.stream().mapToDouble(m -> reached(m.windows())).toArray());
    Statistics seconds =
        Statistics.of(processes.stream().mapToDouble(m -> seconds(m.windows())).toArray());
    double below = 100 * (1 - reached.min() / reached.median());
    double above = 100 * (reached.max() / reached.median() - 1);
    return List.of(
        comparison.workload().trainingTitle(),
        Integer.toString(comparison.threads()),
        Integer.toString(processes.size()),
        reached.toString(),
        "-%.1f %% to +%.1f %%".formatted(below, above),
        seconds.toString());
  }
}
