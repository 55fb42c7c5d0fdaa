package dev.synapt.examples.peers.run;

import dev.synapt.examples.peers.engine.ModelFiles;
import dev.synapt.examples.peers.measure.Library;
import dev.synapt.examples.peers.measure.Plan;
import dev.synapt.examples.peers.measure.Task;
import dev.synapt.examples.peers.report.FreshStarts;
import dev.synapt.examples.peers.report.Measurement;
import dev.synapt.examples.peers.report.ResultsFile;
import dev.synapt.examples.peers.work.Workload;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures. */
@Command(
    name = "run",
    description = {
      "Measures: one process after another, each library in turn, in several rounds.",
      "Results are added to those that are in the file already; \"report\" prints them."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class RunCommand implements Callable<Integer> {

  @Mixin private Home home;

  @Option(names = "--workload", split = ",", description = "${COMPLETION-CANDIDATES}; all by default")
  private List<Workload> workloads = List.of(Workload.values());

  @Option(
      names = "--task",
      split = ",",
      description = "${COMPLETION-CANDIDATES}",
      defaultValue = "TRAIN,LATENCY,THROUGHPUT")
  private List<Task> tasks;

  @Option(
      names = "--threads",
      split = ",",
      description = "threads of a step; predictions have one",
      defaultValue = "1,2")
  private List<Integer> threads;

  @Option(names = "--library", split = ",", description = "${COMPLETION-CANDIDATES}; all by default")
  private List<Library> libraries = List.of(Library.values());

  @Option(names = "--rounds", description = "how often all take their turn", defaultValue = "3")
  private int rounds;

  @Option(
      names = "--warm-up",
      description = "the least seconds before the first window",
      defaultValue = "2.5")
  private double warmUp;

  @Option(
      names = "--warm-up-limit",
      description = "the most seconds, for what is still getting faster",
      defaultValue = "15")
  private double warmUpLimit;

  @Option(names = "--windows", description = "windows of a process", defaultValue = "7")
  private int windows;

  @Option(names = "--window", description = "seconds of a window", defaultValue = "0.6")
  private double window;

  @Override
  public Integer call() throws IOException, InterruptedException {
    WorkerProcess process = new WorkerProcess(home.folder());
    ResultsFile file = home.results();
    for (Workload workload : workloads) {
      ModelFiles.write(home.models(), workload);
      for (Task task : tasks) {
        for (int count : task == Task.TRAIN || task == Task.FRESH ? threads : List.of(1)) {
          measure(process, file, workload, task, count);
        }
      }
    }
    return 0;
  }

  private void measure(
      WorkerProcess process, ResultsFile file, Workload workload, Task task, int count)
      throws IOException, InterruptedException {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int round = 1; round <= rounds; round++) {
      for (Library library : libraries) {
        if (process.has(library) && library.takesPart(task, workload, count)) {
          Plan plan = plan(library, workload, task, count);
          measure(process, file, start + "/" + round, library, plan);
        }
      }
    }
  }

  /** A peer that fails is reported, and the others go on. */
  private static void measure(
      WorkerProcess process, ResultsFile file, String round, Library library, Plan plan)
      throws IOException, InterruptedException {
    for (Library.Variant variant : library.variants(plan.task(), plan.threads())) {
      try {
        for (var result : process.run(library, variant, plan).entrySet()) {
          record(file, measurement(round, plan, library, variant, result));
        }
      } catch (WorkerProcess.FailedException e) {
        System.err.println(e.getMessage());
      }
    }
  }

  private static Measurement measurement(
      String round,
      Plan plan,
      Library library,
      Library.Variant variant,
      Map.Entry<String, double[]> result) {
    return new Measurement(
        round,
        library,
        variant.name(),
        plan.workload(),
        plan.task(),
        plan.threads(),
        result.getKey(),
        result.getValue());
  }

  private static void record(ResultsFile file, Measurement measurement) throws IOException {
    file.append(measurement);
    System.out.println(measurement.summary());
  }

  private Plan plan(Library library, Workload workload, Task task, int count) {
    boolean fresh = task == Task.FRESH;
    return new Plan(
        library.engine(),
        workload,
        task,
        count,
        fresh ? 0 : warmUp,
        warmUpLimit,
        fresh ? FreshStarts.WINDOWS : windows,
        fresh ? FreshStarts.WINDOW : window,
        home.models());
  }
}
