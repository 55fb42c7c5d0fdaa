package dev.synapt.examples.models;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** How long and from which seed to train; for a model's command and those below it. */
final class TrainingOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private Integer epochs;
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description = "The same seed gives the same bits (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--epochs",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description = "How often all samples are used, at most (default: the example's own number).")
  void epochs(int count) {
    epochs = atLeastOne("--epochs", count);
  }

  @Option(
      names = "--threads",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description =
          "Threads that train; the result does not depend on it (default: all processors).")
  void threads(int count) {
    threads = atLeastOne("--threads", count);
  }

  private int atLeastOne(String name, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), name + " must be at least 1, but is " + value);
    }
    return value;
  }

  /** What was asked for, with a number of epochs if none was named. */
  Plan plan(int usualEpochs) {
    return new Plan(epochs == null ? usualEpochs : epochs, seed, threads);
  }

  /**
   * How to train.
   *
   * @param epochs at most, at least 1
   * @param seed from which all randomness follows
   * @param threads at least 1
   */
  record Plan(int epochs, long seed, int threads) {}
}
