package dev.synapt.report;

import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.History;
import dev.synapt.runtime.training.StartReport;
import dev.synapt.runtime.training.StepReport;
import dev.synapt.runtime.training.TrainingListener;
import dev.synapt.runtime.training.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what a training's curves need, in little memory: a listener for {@link
 * dev.synapt.runtime.training.Training#listener}, whose figures {@link RunReport} shows. For one
 * training.
 */
public final class RunRecorder implements TrainingListener {

  private static final double NANOS = 1e-9;

  private final Curve loss = new Curve();
  private final Curve learningRate = new Curve();
  private final List<EpochReport> epochs = new ArrayList<>();
  private final List<ValidationReport> validations = new ArrayList<>();
  private Instant began = Instant.now();
  private long beganNanos = System.nanoTime();
  private Duration beganCpu = cpu();
  private double wallSeconds;
  private double cpuSeconds;
  private int stepsPerEpoch = 1;
  private EndReason end;

  /** Nothing is recorded yet. */
  public RunRecorder() {}

  /** Of the whole process, all threads together; zero where the system does not tell. */
  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void onStart(StartReport report) {
    stepsPerEpoch = report.stepsPerEpoch();
    began = Instant.now();
    beganNanos = System.nanoTime();
    beganCpu = cpu();
  }

  @Override
  public void onStep(StepReport report) {
    double epoch = report.epoch() - 1 + (double) report.step() / report.stepsPerEpoch();
    loss.add(epoch, report.loss());
    learningRate.add(epoch, report.learningRate());
  }

  @Override
  public void onValidation(ValidationReport report) {
    validations.add(report);
  }

  @Override
  public void onEpoch(EpochReport report) {
    epochs.add(report);
  }

  @Override
  public void onEnd(EndReason reason) {
    end = reason;
    wallSeconds = (System.nanoTime() - beganNanos) * NANOS;
    cpuSeconds = cpu().minus(beganCpu).toMillis() / 1000.0;
  }

  /** The figures of all epochs and validations so far. */
  public History history() {
    return new History(epochs, validations);
  }

  /** Seconds from the first step to the end. */
  public double wallSeconds() {
    return wallSeconds;
  }

  /** Processor time of the process in these seconds, all cores together; 0 if it is not known. */
  public double cpuSeconds() {
    return cpuSeconds;
  }

  Instant began() {
    return began;
  }

  Optional<EndReason> end() {
    return Optional.ofNullable(end);
  }

  List<Point> loss() {
    return loss.points();
  }

  List<Point> learningRate() {
    return learningRate.points();
  }

  /** Where a validation stands on an axis of epochs. */
  double epoch(ValidationReport report) {
    return (double) report.steps() / stepsPerEpoch;
  }
}
