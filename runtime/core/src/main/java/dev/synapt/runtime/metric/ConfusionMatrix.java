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

  private static final String PRECISION = "prec. %";

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
   * The share of correct predictions among all.
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

  private double mean(IntToDoubleFunction ofClass) {
    return IntStream.range(0, classes).mapToDouble(ofClass).sum() / classes;
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
    int nameWidth = Math.max(PRECISION.length(), widest(classNames));
    int width = Math.max(5, Math.max(widest(classNames), Long.toString(total()).length()));
    StringBuilder table = new StringBuilder();
    appendRow(table, "true", nameWidth, classNames, width, "recall");
    for (int t = 0; t < classes; t++) {
      int label = t;
      List<String> cells = IntStream.range(0, classes).mapToObj(p -> cell(label, p)).toList();
      appendRow(table, classNames.get(t), nameWidth, cells, width, percent(recall(t)) + "%");
    }
    List<String> last = IntStream.range(0, classes).mapToObj(c -> percent(precision(c))).toList();
    appendRow(table, PRECISION, nameWidth, last, width, percent(accuracy()) + "%");
    return table.toString();
  }

  private String cell(int label, int predicted) {
    long count = count(label, predicted);
    return count == 0 ? "." : Long.toString(count);
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String percent(double share) {
    // Tenths of a percent by hand: String.format would follow the locale's decimal sign.
    long tenths = Math.round(1000 * share);
    return tenths / 10 + "." + tenths % 10;
  }

  private static void appendRow(
      StringBuilder table, String name, int nameWidth, List<String> cells, int width, String end) {
    table.append(name).repeat(' ', nameWidth - name.length());
    for (String cell : cells) {
      appendRight(table, cell, width);
    }
    appendRight(table.append(" |"), end, 7);
    table.append('\n');
  }

  private static void appendRight(StringBuilder table, String cell, int width) {
    table.append(' ').repeat(' ', Math.max(0, width - cell.length())).append(cell);
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
