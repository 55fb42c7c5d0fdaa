package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.TrainerState;
import dev.synapt.runtime.data.Dataset;
import java.util.ArrayList;
import java.util.List;

/**
 * Sweeps the learning rate from far too small to far too large, a step at each, and watches the
 * loss (Smith, "Cyclical Learning Rates for Training Neural Networks", 2017). Afterwards the
 * trainer is, bit for bit, what it was: weights, running statistics, the optimizer's memory, random
 * numbers.
 */
public final class LearningRateFinder {

  /** As fastai's: the weight of the past in the smoothed loss. */
  private static final double SMOOTHING = 0.9;

  /** The sweep ends when the smoothed loss is this many times the lowest. */
  private static final double BLOW_UP = 4;

  /** The rate at the lowest loss is already too high to stay at. */
  private static final double SAFETY = 10;

  private final Trainer<?> trainer;
  private final SampleStream samples;
  private final double lowest;
  private final double highest;
  private final int steps;

  /**
   * A sweep.
   *
   * @param trainer with its optimizer
   * @param data at least one sample
   * @param lowest the first rate, positive
   * @param highest the last rate, above the first
   * @param steps at least 2; 100 is common
   */
  public LearningRateFinder(
      Trainer<?> trainer, Dataset data, double lowest, double highest, int steps) {
    if (!(lowest > 0 && lowest < highest && highest <= Float.MAX_VALUE) || steps < 2) {
      throw new IllegalArgumentException(
          "a sweep needs rates 0 < lowest < highest and 2 steps or more, not %s, %s and %d"
              .formatted(lowest, highest, steps));
    }
    this.trainer = trainer;
    this.samples = new SampleStream(trainer, data, 1);
    this.lowest = lowest;
    this.highest = highest;
    this.steps = steps;
  }

  /**
   * A rate and the smoothed loss there.
   *
   * @param rate of the step
   * @param loss before it, smoothed over the steps so far
   */
  public record Point(double rate, double loss) {}

  /**
   * What came out.
   *
   * @param points in the order of the rates, until the loss blew up
   * @param suggestion a tenth of the rate with the lowest smoothed loss
   * @param blewUp whether the sweep ended before the highest rate
   */
  public record Result(List<Point> points, double suggestion, boolean blewUp) {}

  /**
   * Sweeps.
   *
   * @return the points and a suggestion
   */
  public Result run() {
    TrainerState before = trainer.state();
    try {
      return sweep();
    } finally {
      trainer.restore(before);
    }
  }

  private Result sweep() {
    List<Point> points = new ArrayList<>();
    double smoothed = 0;
    double least = Double.POSITIVE_INFINITY;
    double best = lowest;
    for (int step = 0; step < steps; step++) {
      double rate = lowest * StrictMath.pow(highest / lowest, step / (steps - 1.0));
      trainer.learningRate((float) rate);
      trainer.step(samples.next());
      smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * trainer.loss();
      double loss = smoothed / (1 - StrictMath.pow(SMOOTHING, step + 1.0));
      if (!(loss <= BLOW_UP * least)) {
        return new Result(points, best / SAFETY, true);
      }
      points.add(new Point(rate, loss));
      if (loss < least) {
        least = loss;
        best = rate;
      }
    }
    return new Result(points, best / SAFETY, false);
  }
}
