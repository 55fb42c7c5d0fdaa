package dev.synapt.examples.peers.measure;

import dev.synapt.examples.peers.work.Workload;
import java.nio.file.Path;

/**
 * What a process is told.
 *
 * @param engine class name of the library's engine
 * @param workload the network
 * @param task what is measured
 * @param threads threads of a step or call
 * @param warmUp the least seconds before the first window
 * @param warmUpLimit the most
 * @param windows how many windows
 * @param window seconds of each
 * @param folder model files
 */
public record Plan(
    String engine,
    Workload workload,
    Task task,
    int threads,
    double warmUp,
    double warmUpLimit,
    int windows,
    double window,
    Path folder) {

  /**
   * As arguments of {@link Worker}.
   *
   * @return one string for each component
   */
  public String[] toArguments() {
    return new String[] {
      engine,
      workload.name(),
      task.name(),
      Integer.toString(threads),
      Double.toString(warmUp),
      Double.toString(warmUpLimit),
      Integer.toString(windows),
      Double.toString(window),
      folder.toString()
    };
  }

  static Plan parse(String[] arguments) {
    return new Plan(
        arguments[0],
        Workload.valueOf(arguments[1]),
        Task.valueOf(arguments[2]),
        Integer.parseInt(arguments[3]),
        Double.parseDouble(arguments[4]),
        Double.parseDouble(arguments[5]),
        Integer.parseInt(arguments[6]),
        Double.parseDouble(arguments[7]),
        Path.of(arguments[8]));
  }
}
