package dev.synapt.runtime.training.callback;

import dev.synapt.runtime.training.StartReport;
import dev.synapt.runtime.training.StepReport;
import dev.synapt.runtime.training.TrainingListener;
import java.util.Arrays;

/** Collects the learning rate of every step, to look at a schedule or to plot it. */
public final class LearningRateMonitor implements TrainingListener {

  private static final int FIRST_CAPACITY = 1024;

  private float[] rates = new float[FIRST_CAPACITY];
  private int count;
  private long firstStep = 1;

  /** Begins empty. */
  public LearningRateMonitor() {}

  @Override
  public void onStart(StartReport report) {
    count = 0;
    firstStep = report.steps() + 1;
  }

  @Override
  public void onStep(StepReport report) {
    if (count == rates.length) {
      rates = Arrays.copyOf(rates, 2 * count);
    }
    rates[count++] = report.learningRate();
  }

  /**
   * The learning rates.
   *
   * @return a copy, one for each step from {@link #firstStep()}
   */
  public float[] rates() {
    return Arrays.copyOf(rates, count);
  }

  /** The step of the first rate, over all epochs, from 1; more in a resumed training. */
  public long firstStep() {
    return firstStep;
  }
}
