package dev.synapt.runtime.training;

import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Epochs, validations and checkpoints of one training, from any position to its end. */
final class TrainingLoop<W extends Weights> {

  private final Trainer<W> trainer;
  private final EpochLoop steps;
  private final BestWeights<W> best;
  private final StopConditions stop;
  private final CheckpointKeeper keeper;
  private final int validateEvery;
  private final TrainingIdentity identity;
  private final List<TrainingListener> listeners;
  private final List<EpochReport> epochs = new ArrayList<>();
  private final List<ValidationReport> validations = new ArrayList<>();
  private final Patience patience;
  private final Plateau plateau;
  private boolean bestInEpoch;

  TrainingLoop(TrainingSettings<W> settings) {
    this.trainer = settings.trainer();
    this.steps = new EpochLoop(trainer, settings.data(), settings.plan());
    this.best = new BestWeights<>(trainer, settings.validation(), settings.monitor());
    this.patience = new Patience(settings.earlyStopping(), settings.monitor());
    this.plateau = new Plateau(settings.plan().plateau(), steps);
    this.stop = settings.stop();
    this.keeper = settings.keeper();
    this.validateEvery = settings.validateEvery();
    this.identity = settings.identity();
    this.listeners = settings.listeners();
  }

  /**
   * Trains from the first step, or from a checkpoint, to the end.
   *
   * @param from null for the first step
   * @return why it was the end
   */
  EndReason fit(Checkpoint from) {
    EndReason reason = EndReason.FAILED;
    try {
      if (from == null) {
        steps.moveTo(Position.START);
      } else {
        resume(from);
      }
      keeper.prepare();
      reason = run();
      return reason;
    } catch (IOException e) {
      throw new UncheckedIOException("the training cannot be saved: " + e.getMessage(), e);
    } finally {
      steps.close();
      end(reason);
    }
  }

  /** From where a checkpoint was saved. */
  private void resume(Checkpoint checkpoint) {
    identity.requireSame(checkpoint.identity());
    trainer.restore(checkpoint.trainer());
    steps.moveTo(checkpoint.position());
    best.restore(checkpoint);
    epochs.addAll(checkpoint.history().epochs());
    replay(checkpoint);
  }

  /** A validation right after the last step came after that step's rate was used. */
  private void replay(Checkpoint checkpoint) {
    List<ValidationReport> reports = checkpoint.history().validations();
    reports.stream().filter(report -> report.steps() < steps.stepsDone()).forEach(this::replay);
    requireSameRate(checkpoint);
    reports.stream().filter(report -> report.steps() >= steps.stepsDone()).forEach(this::replay);
  }

  private void replay(ValidationReport report) {
    see(report);
    bestInEpoch = isOfThisEpoch(report) && (bestInEpoch || report.best());
  }

  private void see(ValidationReport report) {
    validations.add(report);
    patience.see(report.monitored());
    plateau.see(report.monitored());
  }

  private boolean isOfThisEpoch(ValidationReport report) {
    return report.epoch() == steps.position().epoch();
  }

  /** Schedules are functions, which cannot be saved; but the last rate tells another one. */
  private void requireSameRate(Checkpoint checkpoint) {
    long done = steps.stepsDone();
    float saved = checkpoint.trainer().learningRate();
    if (done > 0 && steps.scheduledRate(done - 1) != saved) {
      throw new IllegalArgumentException(
          "the checkpoint's learning rate at step %d was %s, but schedule, optimizer and number of"
                  .formatted(done, saved)
              + " epochs now give %s; to continue, set them as they were"
                  .formatted(steps.scheduledRate(done - 1)));
    }
  }

  private EndReason run() throws IOException {
    tell(listener -> listener.onStart(steps.startReport()));
    EndReason end = endBeforeStart();
    while (end == null && !steps.isTrainingDone()) {
      end = epoch();
    }
    steps.restoreRates();
    return end == null ? EndReason.COMPLETED : end;
  }

  /** A resumed training may be over already. */
  private EndReason endBeforeStart() {
    if (patience.isOver()) {
      return EndReason.EARLY_STOPPING;
    }
    return stop.isLimit(steps.stepsDone()) ? EndReason.STEP_LIMIT : null;
  }

  /** Null unless training must end. */
  private EndReason epoch() throws IOException {
    while (!steps.isEpochDone()) {
      EndReason end = step();
      if (end != null && !steps.isEpochDone()) {
        return endWithin(end);
      }
      if (end != null) {
        endEpoch();
        return end;
      }
    }
    endEpoch();
    return patience.isOver() ? EndReason.EARLY_STOPPING : null;
  }

  private EndReason step() throws IOException {
    steps.step();
    for (int i = 0; i < listeners.size(); i++) {
      listeners.get(i).onStep(steps.stepReport());
    }
    if (validateEvery > 0 && steps.stepsDone() % validateEvery == 0 && !steps.isEpochDone()) {
      validate();
    }
    if (keeper.isDueAfterStep(steps.stepsDone()) && !steps.isEpochDone()) {
      save();
    }
    return patience.isOver() ? EndReason.EARLY_STOPPING : stop.afterStep(steps.stepsDone());
  }

  /** The checkpoint comes before the shortened epoch is reported, so that it can be continued. */
  private EndReason endWithin(EndReason end) throws IOException {
    if (keeper.isWanted()) {
      save();
    }
    boolean judge = end == EndReason.STEP_LIMIT || end == EndReason.TIME_LIMIT;
    report(judge && best.canValidate() ? validate() : null);
    return end;
  }

  private void endEpoch() throws IOException {
    int epoch = steps.position().epoch();
    report(best.canValidate() ? validate() : null);
    steps.moveTo(steps.position().nextEpoch());
    bestInEpoch = false;
    if (keeper.isDueAfterEpoch(epoch, steps.isTrainingDone() || patience.isOver())) {
      save();
    }
  }

  private ValidationReport validate() throws IOException {
    ValidationReport report = best.validate(steps.position(), steps.stepsDone());
    see(report);
    bestInEpoch |= report.best();
    if (report.best()) {
      keeper.saveBest(best.weights());
    }
    tell(listener -> listener.onValidation(report));
    return report;
  }

  private void report(ValidationReport validation) {
    EpochReport report = steps.report(validation, bestInEpoch || !best.canValidate());
    epochs.add(report);
    tell(listener -> listener.onEpoch(report));
  }

  /** Every listener hears of the end, also if others fail. */
  private void end(EndReason reason) {
    RuntimeException failure = null;
    for (TrainingListener listener : listeners) {
      try {
        listener.onEnd(reason);
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    // The exception that ended training says more.
    if (failure != null && reason != EndReason.FAILED) {
      throw failure;
    }
  }

  private void tell(Consumer<TrainingListener> event) {
    listeners.forEach(event);
  }

  private void save() throws IOException {
    keeper.save(checkpoint());
  }

  private Checkpoint checkpoint() {
    return new Checkpoint(
        identity,
        steps.position(),
        trainer.state(),
        best.state(),
        new History(epochs, validations));
  }

  TrainingRun<W> result(EndReason end) {
    W last = trainer.weights();
    W chosen = best.weights() == null ? last : best.weights();
    return new TrainingRun<>(chosen, last, new History(epochs, validations), end);
  }
}
