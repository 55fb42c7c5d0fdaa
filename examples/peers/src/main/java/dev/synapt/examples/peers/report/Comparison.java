package dev.synapt.examples.peers.report;

import dev.synapt.examples.peers.measure.Library;
import dev.synapt.examples.peers.measure.Task;
import dev.synapt.examples.peers.work.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All libraries at one thing, each with the variant that is its best there.
 *
 * @param workload the network
 * @param task what was measured
 * @param threads how many
 * @param libraries the processes of each library
 */
record Comparison(
    Workload workload, Task task, int threads, Map<Library, List<Measurement>> libraries) {

  private record Key(Workload workload, int threads) {}

  /** The comparisons of a task, in the order of workloads and threads. */
  static List<Comparison> of(List<Measurement> all, Task task) {
    Map<Key, List<Measurement>> groups = new LinkedHashMap<>();
    all.stream()
        .filter(m -> m.task() == task && m.name().equals(metric(task)))
        .sorted(Comparator.comparing(Measurement::workload).thenComparing(Measurement::threads))
        .forEach(
            m ->
                groups
                    .computeIfAbsent(new Key(m.workload(), m.threads()), _ -> new ArrayList<>())
                    .add(m));
    List<Comparison> comparisons = new ArrayList<>();
    groups.forEach(
        (key, group) ->
            comparisons.add(
                new Comparison(key.workload(), task, key.threads(), bestVariants(task, group))));
    return comparisons;
  }

  /** The numbers that are compared. */
  static String metric(Task task) {
    return switch (task) {
      case TRAIN, THROUGHPUT, FRESH -> "rate";
      case LATENCY -> "p50";
      case START -> "start";
      case CHECK -> "losses";
    };
  }

  private static Map<Library, List<Measurement>> bestVariants(Task task, List<Measurement> group) {
    Map<Library, List<Measurement>> best = new EnumMap<>(Library.class);
    for (Library library : Library.values()) {
      Map<String, List<Measurement>> variants = new LinkedHashMap<>();
      group.stream()
          .filter(m -> m.library() == library)
          .forEach(m -> variants.computeIfAbsent(m.variant(), _ -> new ArrayList<>()).add(m));
      variants.values().stream()
          .max(Comparator.comparingDouble(variant -> speed(task, medians(variant).median())))
          .ifPresent(variant -> best.put(library, variant));
    }
    return best;
  }

  /** More is better. */
  private static double speed(Task task, double value) {
    return task == Task.LATENCY || task == Task.START ? 1 / value : value;
  }

  private static Statistics medians(List<Measurement> processes) {
    return Statistics.of(processes.stream().mapToDouble(Measurement::median).toArray());
  }

  boolean has(Library library) {
    return libraries.containsKey(library);
  }

  /** What a library reached: the medians of its processes. */
  Statistics values(Library library) {
    return medians(libraries.get(library));
  }

  /** The best window of all processes. */
  double bestWindow(Library library) {
    return libraries.get(library).stream()
        .flatMapToDouble(m -> Arrays.stream(m.windows()))
        .boxed()
        .max(Comparator.comparingDouble(value -> speed(task, value)))
        .orElseThrow();
  }

  /** The variant that was the library's best. */
  String variant(Library library) {
    return libraries.get(library).getFirst().variant();
  }

  /** How many times as fast as a peer we are, in rounds in which both took their turn. */
  Statistics ratios(Library peer) {
    double[] ratios =
        libraries.get(Library.SYNAPT).stream()
            .flatMapToDouble(
                ours ->
                    libraries.get(peer).stream()
                        .filter(theirs -> theirs.round().equals(ours.round()))
                        .mapToDouble(theirs -> ratio(ours.median(), theirs.median())))
            .toArray();
    return Statistics.of(ratios);
  }

  /** The same of the best windows, which a noisy machine disturbs least. */
  double bestRatio(Library peer) {
    return ratio(bestWindow(Library.SYNAPT), bestWindow(peer));
  }

  private double ratio(double ours, double theirs) {
    return speed(task, ours) / speed(task, theirs);
  }

  /** Whether there is something to compare with. */
  boolean hasRatios(Library peer) {
    return has(Library.SYNAPT)
        && has(peer)
        && peer != Library.SYNAPT
        && libraries.get(Library.SYNAPT).stream()
            .anyMatch(
                ours ->
                    libraries.get(peer).stream().anyMatch(m -> m.round().equals(ours.round())));
  }
}
