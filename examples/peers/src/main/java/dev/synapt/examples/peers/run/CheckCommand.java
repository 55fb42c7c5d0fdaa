package dev.synapt.examples.peers.run;

import dev.synapt.examples.peers.engine.ModelFiles;
import dev.synapt.examples.peers.measure.Library;
import dev.synapt.examples.peers.measure.Plan;
import dev.synapt.examples.peers.measure.Task;
import dev.synapt.examples.peers.work.Workload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares what the libraries compute, for a ratio of speeds says something only if they do the same. */
@Command(
    name = "check",
    description = {
      "Compares, from the same weights and samples, the probabilities of 64 samples and the losses of 8 training steps.",
      "Fails where a library that does the same by definition differs by more than rounding: by more than four times what",
      "moving each weight by one unit in its last place does to the losses."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class CheckCommand implements Callable<Integer> {

  private static final double PROBABILITY_TOLERANCE = 1e-5;
  private static final double LOSS_TOLERANCE = 1e-4;

  /** Batch norm makes much of little: one unit in the last place of ResNet-20's weights moves its losses by 3e-4 to 9e-4. */
  private static final double ROUNDINGS = 4;

  @Mixin private Home home;

  @Option(names = "--workload", split = ",", description = "${COMPLETION-CANDIDATES}; all by default")
  private List<Workload> workloads = List.of(Workload.values());

  @Override
  public Integer call() throws IOException, InterruptedException {
    WorkerProcess process = new WorkerProcess(home.folder());
    boolean same = true;
    for (Workload workload : workloads) {
      ModelFiles.write(home.models(), workload);
      Map<String, double[]> ours = results(process, Library.SYNAPT, workload);
      for (Library peer : Library.values()) {
        if (peer != Library.SYNAPT && peer.takesPart(Task.CHECK, workload, 1) && process.has(peer)) {
          same &= compare(workload, peer, ours, results(process, peer, workload));
        }
      }
    }
    return same ? 0 : 1;
  }

  private Map<String, double[]> results(WorkerProcess process, Library library, Workload workload)
      throws IOException, InterruptedException {
    Plan plan = new Plan(library.engine(), workload, Task.CHECK, 1, 0, 0, 0, 0, home.models());
    return process.run(library, library.variants(Task.CHECK, 1).getFirst(), plan);
  }

  private static boolean compare(
      Workload workload, Library peer, Map<String, double[]> ours, Map<String, double[]> theirs) {
    double probabilities = difference(ours.get("probabilities"), theirs.get("probabilities"));
    double losses = difference(ours.get("losses"), theirs.get("losses"));
    double rounding = difference(ours.get("losses"), ours.get("nudged"));
    double tolerance = Math.max(LOSS_TOLERANCE, ROUNDINGS * rounding);
    boolean sameSteps = sameSteps(workload, peer);
    boolean same = !(probabilities > PROBABILITY_TOLERANCE) && !(sameSteps && losses > tolerance);
    System.out.printf(
        "%-8s %-14s probabilities %s  losses of 8 steps %s%s, of rounding %s  %s%n",
        workload,
        peer.title(),
        text(probabilities),
        text(losses),
        sameSteps ? "" : " (need not agree)",
        text(rounding),
        same ? "same" : "DIFFERENT");
    return same;
  }

  /**
   * Dropout draws random numbers, and Adam's epsilon and Nesterov's momentum are applied in different places. Plain
   * momentum is the same in libtorch and here.
   */
  private static boolean sameSteps(Workload workload, Library peer) {
    return peer == Library.LIBTORCH
        && workload.isDeterministic()
        && workload.update() == Workload.Update.SGD;
  }

  /** The largest difference; not a number where a library has nothing to compare. */
  private static double difference(double[] a, double[] b) {
    if (a.length == 0 || b.length == 0) {
      return Double.NaN;
    }
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  private static String text(double difference) {
    return Double.isNaN(difference) ? "–      " : "%.1e".formatted(difference);
  }
}
