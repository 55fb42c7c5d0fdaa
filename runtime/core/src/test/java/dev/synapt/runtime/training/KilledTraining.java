package dev.synapt.runtime.training;

import dev.synapt.runtime.optimizer.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A program that trains, saves a checkpoint after every third step, and goes on from one if there
 * is one. Made to be killed at any moment; in the end it writes what came out.
 */
final class KilledTraining {

  private KilledTraining() {}

  /**
   * Arguments: the checkpoint's file, the file of the result, milliseconds to wait at each step.
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    int pause = Integer.parseInt(args[2]);
    Training<LogisticWeights> training =
        training().checkpoint(Checkpointing.to(file).everySteps(3)).stopOnExit();
    if (Files.exists(file)) {
      training.resume(Checkpoint.readOrPrevious(file));
    }
    TrainingRun<LogisticWeights> run = training.listener(pausing(pause)).fit();
    System.out.println(run.end());
    if (run.end() == EndReason.COMPLETED) {
      Files.write(Path.of(args[1]), result(run));
    }
  }

  private static Training<LogisticWeights> training() {
    LogisticTrainer trainer = new LogisticTrainer(2);
    trainer.code.noisy = true;
    trainer.code.recording = false;
    return Training.of(trainer)
        .data(LogisticData.of(41))
        .validation(LogisticData.of(30))
        .optimizer(Adam.withLearningRate(0.3))
        .schedule(LearningRateSchedule.cosine().afterWarmUp(0.3))
        .validateEvery(5)
        .epochs(20)
        .threads(1);
  }

  private static TrainingListener pausing(int milliseconds) {
    return new TrainingListener() {
      @Override
      public void onStart(StartReport report) {
        System.out.println("from step " + report.steps());
      }

      @Override
      public void onStep(StepReport report) {
        try {
          Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  static List<String> uninterrupted() {
    return result(training().fit());
  }

  private static List<String> result(TrainingRun<LogisticWeights> run) {
    return List.of(
        Arrays.toString(run.lastWeights().values()),
        Arrays.toString(run.bestWeights().values()),
        run.history().epochs().stream()
            .map(e -> e.loss() + " " + e.validationLoss())
            .toList()
            .toString(),
        run.history().validations().stream()
            .map(v -> v.steps() + " " + v.monitored())
            .toList()
            .toString());
  }
}
