package dev.synapt.runtime.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Counts how often each class was taken for which: row = true class, column = predicted class, as
 * in scikit-learn. A quotient of 0 by 0 (a class that never occurs or is never predicted) is 0, as
 * scikit-learn's default.
 */
public final class ConfusionMatrix {

  private final List<String> classNames;
  private final int classes;
  private final long[] counts;

  /**
   * A matrix of zeros with the class numbers as names.
   *
   * @param classes how many classes, at least 1
   */
  public ConfusionMatrix(int classes) {
    this(IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  /**
   * A matrix of zeros.
   *
   * @param classNames the name of class 0, of class 1, ...; at least one
   */
  public ConfusionMatrix(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
    this.classes = classNames.size();
    if (classes == 0) {
      throw new IllegalArgumentException("a confusion matrix needs at least one class");
    }
    this.counts = new long[Math.multiplyExact(classes, classes)];
  }

  /**
   * Counts one prediction.
   *
   * @param label the true class
   * @param predicted the predicted class
   */
  public void add(int label, int predicted) {
    counts[position(label, predicted)]++;
  }

  /**
   * Counts many predictions, for example the pixels of an image.
   *
   * @param labels the true classes
   * @param predicted the predicted classes, as many
   */
  public void addAll(int[] labels, int[] predicted) {
    if (labels.length != predicted.length) {
      throw new IllegalArgumentException(
          labels.length + " true classes, but " + predicted.length + " predicted ones");
    }
    for (int i = 0; i < labels.length; i++) {
      add(labels[i], predicted[i]);
    }
  }

  /**
   * Counts what another matrix has counted.
   *
   * @param other of as many classes
   */
  public void add(ConfusionMatrix other) {
    if (other.classes != classes) {
      throw new IllegalArgumentException(
          "a matrix of " + other.classes + " classes cannot be added to one of " + classes);
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  private int position(int label, int predicted) {
    if (label < 0 || label >= classes || predicted < 0 || predicted >= classes) {
      throw new IllegalArgumentException(
          "true class "
              + label
              + ", predicted class "
              + predicted
              + ": both must be 0 to "
              + (classes - 1));
    }
    return label * classes + predicted;
  }

  /**
   * How often a class was taken for another (or itself).
   *
   * @param label the true class
   * @param predicted the predicted class
   * @return 0 or more
   */
  public long count(int label, int predicted) {
    return counts[position(label, predicted)];
  }

  /**
   * The number of classes.
   *
   * @return at least 1
   */
  public int classes() {
    return classes;
  }

  /**
   * How many predictions were counted.
   *
   * @return 0 or more
   */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /**
   * How often a class occurred.
   *
   * @param label the class
   * @return the sum of its row
   */
  public long support(int label) {
    return IntStream.range(0, classes).mapToLong(p -> count(label, p)).sum();
  }

  private long predictions(int predicted) {
    return IntStream.range(0, classes).mapToLong(t -> count(t, predicted)).sum();
  }

  /**
   * The share of correct predictions among all; of pixels, if these were counted.
   *
   * @return 0 ... 1
   */
  public double accuracy() {
    return quotient(IntStream.range(0, classes).mapToLong(c -> count(c, c)).sum(), total());
  }

  /**
   * How many of the predictions of a class are right.
   *
   * @param c the class
   * @return 0 ... 1
   */
  public double precision(int c) {
    return quotient(count(c, c), predictions(c));
  }

  /**
   * How many of the samples of a class are found.
   *
   * @param c the class
   * @return 0 ... 1
   */
  public double recall(int c) {
    return quotient(count(c, c), support(c));
  }

  /**
   * The harmonic mean of precision and recall.
   *
   * @param c the class
   * @return 0 ... 1
   */
  public double f1(int c) {
    return quotient(2 * count(c, c), predictions(c) + support(c));
  }

  /**
   * The mean precision of the classes, each counting the same.
   *
   * @return 0 ... 1
   */
  public double macroPrecision() {
    return mean(this::precision);
  }

  /**
   * The mean recall of the classes, each counting the same.
   *
   * @return 0 ... 1
   */
  public double macroRecall() {
    return mean(this::recall);
  }

  /**
   * The mean F1 of the classes, each counting the same.
   *
   * @return 0 ... 1
   */
  public double macroF1() {
    return mean(this::f1);
  }

  /**
   * The mean precision of the classes, each counting as often as it occurs.
   *
   * @return 0 ... 1
   */
  public double weightedPrecision() {
    return weightedMean(this::precision);
  }

  /**
   * The mean recall of the classes, each counting as often as it occurs: the accuracy.
   *
   * @return 0 ... 1
   */
  public double weightedRecall() {
    return weightedMean(this::recall);
  }

  /**
   * The mean F1 of the classes, each counting as often as it occurs.
   *
   * @return 0 ... 1
   */
  public double weightedF1() {
    return weightedMean(this::f1);
  }

  /**
   * Precision, recall and F1 of all classes counted together. Where every sample has one class and
   * gets one, these three and the accuracy are the same number.
   *
   * @return 0 ... 1
   */
  public double microF1() {
    return accuracy();
  }

  private double mean(IntToDoubleFunction ofClass) {
    return IntStream.range(0, classes).mapToDouble(ofClass).sum() / classes;
  }

  private double weightedMean(IntToDoubleFunction ofClass) {
    long total = total();
    double sum =
        IntStream.range(0, classes).mapToDouble(c -> support(c) * ofClass.applyAsDouble(c)).sum();
    return total == 0 ? 0 : sum / total;
  }

  /**
   * Intersection over union: of the samples (pixels) that are of a class or predicted to be, the
   * share that is both. Also called Jaccard index.
   *
   * @param c the class
   * @return 0 ... 1; not a number if the class neither occurs nor is predicted
   */
  public double iou(int c) {
    return (double) count(c, c) / (support(c) + predictions(c) - count(c, c));
  }

  /**
   * The mean intersection over union of the classes that occur or are predicted.
   *
   * @return 0 ... 1; not a number if nothing was counted
   */
  public double meanIou() {
    return IntStream.range(0, classes)
        .mapToDouble(this::iou)
        .filter(iou -> !Double.isNaN(iou))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The mean intersection over union of all classes, where those that neither occur nor are
   * predicted count as 0.
   *
   * @return 0 ... 1
   */
  public double meanIouOfAllClasses() {
    return mean(c -> Double.isNaN(iou(c)) ? 0 : iou(c));
  }

  /**
   * Matthews' correlation coefficient of true and predicted classes, for any number of classes
   * (Gorodkin, 2004): 1 is perfect, 0 no better than chance.
   *
   * @return -1 ... 1; 0 if all samples are of one class or predicted as one
   */
  public double matthewsCorrelation() {
    double total = total();
    double together = 0;
    double predicted = 0;
    double occurring = 0;
    double correct = 0;
    for (int c = 0; c < classes; c++) {
      correct += count(c, c);
      together += (double) support(c) * predictions(c);
      predicted += (double) predictions(c) * predictions(c);
      occurring += (double) support(c) * support(c);
    }
    double scale = Math.sqrt(total * total - predicted) * Math.sqrt(total * total - occurring);
    return scale == 0 ? 0 : (correct * total - together) / scale;
  }

  private static double quotient(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /**
   * The matrix as lines of text: one row for each true class with its counts and its recall, a last
   * row with the precision of each predicted class, in per cent, and the accuracy. A count of 0 is
   * a dot. Ten classes with short names and less than 100,000 samples fit into 80 columns.
   *
   * @return lines of equal length, each ended by a line feed
   */
  public String toTable() {
    return new ConfusionTable(this, classNames).text();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix that
        && classNames.equals(that.classNames)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(classNames, Arrays.hashCode(counts));
  }

  @Override
  public String toString() {
    return toTable();
  }
}
