package dev.synapt.examples.models;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.metric.ConfusionMatrix;

/**
 * The best that can be said of a pixel by its own brightness: for each of 256 levels the class that
 * was most frequent there. No threshold and no linear model of one pixel does better on the scenes
 * that it learned from.
 */
final class BrightnessBaseline {

  private static final int LEVELS = 256;

  private final long[][] counts;

  private BrightnessBaseline(int classes) {
    counts = new long[LEVELS][classes];
  }

  /**
   * Learns from scenes.
   *
   * @param scenes of one channel, with a label for each pixel
   */
  static BrightnessBaseline of(Dataset scenes) {
    BrightnessBaseline baseline = new BrightnessBaseline(scenes.classes());
    for (int i = 0; i < scenes.size(); i++) {
      float[] pixels = scenes.input(i);
      int[] labels = scenes.labels(i);
      for (int p = 0; p < pixels.length; p++) {
        baseline.counts[level(pixels[p])][labels[p]]++;
      }
    }
    return baseline;
  }

  private static int level(float value) {
    return Math.round((LEVELS - 1) * value);
  }

  private int answer(float value) {
    long[] here = counts[level(value)];
    int most = 0;
    for (int c = 1; c < here.length; c++) {
      most = here[c] > here[most] ? c : most;
    }
    return most;
  }

  /** What it says of scenes, beside the truth. */
  ConfusionMatrix judge(Dataset scenes) {
    ConfusionMatrix matrix = new ConfusionMatrix(scenes.classNames());
    for (int i = 0; i < scenes.size(); i++) {
      float[] pixels = scenes.input(i);
      int[] labels = scenes.labels(i);
      for (int p = 0; p < pixels.length; p++) {
        matrix.add(labels[p], answer(pixels[p]));
      }
    }
    return matrix;
  }

  /** What saying "background" everywhere is. */
  static ConfusionMatrix background(Dataset scenes) {
    ConfusionMatrix matrix = new ConfusionMatrix(scenes.classNames());
    for (int i = 0; i < scenes.size(); i++) {
      for (int label : scenes.labels(i)) {
        matrix.add(label, 0);
      }
    }
    return matrix;
  }
}
