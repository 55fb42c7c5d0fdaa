package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.training.Evaluation;
import dev.synapt.runtime.training.recipe.CrossValidation.Learner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the losses depend on the number of samples trained on: whether more data would help. A
 * network that learns by heart has a low loss on few samples, and one on other data that falls as
 * they become more; where both meet is what neither more data nor this network can explain: noise,
 * and bias.
 *
 * @param points the fewest samples first
 * @param floor what the loss on other data comes to with endless data: {@code a} of {@code a + b /
 *     samples}, by least squares; 0 or more
 * @param slope {@code b}
 * @param verdict on the last point
 */
public record LearningCurve(List<Point> points, double floor, double slope, FitVerdict verdict) {

  /** Copies the list. */
  public LearningCurve {
    points = List.copyOf(points);
  }

  /**
   * A training.
   *
   * @param samples it was on
   * @param training the loss on these
   * @param validation the loss on other data
   */
  public record Point(int samples, double training, double validation) {}

  /**
   * Trains on more and more samples, the first of the training data.
   *
   * @param train in random order; all of it is the last point
   * @param validation other samples, the same for all points
   * @param points how many trainings, at least 2: each on twice as many samples as the one before
   * @param learner trains
   * @return the curve
   */
  public static LearningCurve run(Dataset train, Dataset validation, int points, Learner learner) {
    if (points < 2 || points > 30 || train.size() >> (points - 1) < 1) {
      throw new IllegalArgumentException(
          "a curve has at least 2 points, each of twice as many samples, so %d of %d samples do not do"
              .formatted(points, train.size()));
    }
    List<Point> curve = new ArrayList<>();
    InferenceNetwork network = null;
    for (int i = 0; i < points; i++) {
      Dataset part = train.slice(0, train.size() >> (points - 1 - i));
      network = learner.train(part, i);
      double training = Evaluation.of(network, part).loss();
      double other = Evaluation.of(network, validation).loss();
      curve.add(new Point(part.size(), training, other));
    }
    return of(curve, ConstantAnswer.loss(network, train, validation));
  }

  private static LearningCurve of(List<Point> curve, double baseline) {
    double meanX = curve.stream().mapToDouble(p -> 1.0 / p.samples()).average().orElseThrow();
    double meanY = curve.stream().mapToDouble(Point::validation).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (Point p : curve) {
      double x = 1.0 / p.samples() - meanX;
      products += x * (p.validation() - meanY);
      squares += x * x;
    }
    double slope = products / squares;
    Point last = curve.getLast();
    FitVerdict verdict =
        FitVerdict.of(last.training(), last.validation(), last.validation(), baseline, false);
    return new LearningCurve(curve, Math.max(0, meanY - slope * meanX), slope, verdict);
  }

  /**
   * What the loss on other data may come to.
   *
   * @param samples to train on
   */
  public double expected(int samples) {
    return Math.max(0, floor + slope / samples);
  }

  /** The points, what more data would bring, and the verdict. */
  @Override
  public String toString() {
    int twice = 2 * points.getLast().samples();
    String losses =
        points.stream()
            .map(p -> text("%d: %.4g, %.4g", p.samples(), p.training(), p.validation()))
            .collect(Collectors.joining("; "));
    return text(
        "loss on training and other data by samples: %s; about %.4g with %d, %.4g with endless data;"
            + " %s",
        losses, expected(twice), twice, floor, verdict);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
