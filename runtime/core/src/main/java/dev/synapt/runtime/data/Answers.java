package dev.synapt.runtime.data;

import dev.synapt.runtime.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What is to be predicted: a class label for each row, or target numbers. Immutable. */
final class Answers {

  private final int[] labels;
  private final float[] targets;
  private final int rowSize;
  private final List<String> classNames;
  private final OptionalInt ignored;

  private Answers(
      int[] labels, float[] targets, int rowSize, List<String> classNames, OptionalInt ignored) {
    this.labels = labels;
    this.targets = targets;
    this.rowSize = rowSize;
    this.classNames = classNames;
    this.ignored = ignored;
  }

  static Answers ofLabels(int[] labels) {
    return ofLabels(labels, 1, OptionalInt.empty());
  }

  /** Several labels in a row, one of which may not count; that one may be any number. */
  static Answers ofLabels(int[] labels, int rowSize, OptionalInt ignored) {
    return owningLabels(labels.clone(), rowSize, ignored);
  }

  /** One label in a row; the array is kept, so nobody else may use it. */
  static Answers owningLabels(int[] labels) {
    return owningLabels(labels, 1, OptionalInt.empty());
  }

  /** The same of an array that is kept. */
  static Answers owningLabels(int[] labels, int rowSize, OptionalInt ignored) {
    if (rowSize < 1 || labels.length % rowSize != 0) {
      throw new IllegalArgumentException(
          labels.length + " labels are no whole number of samples with " + rowSize + " each");
    }
    int classes = 0;
    for (int i = 0; i < labels.length; i++) {
      boolean counts = ignored.isEmpty() || labels[i] != ignored.getAsInt();
      if (counts && labels[i] < 0) {
        throw new IllegalArgumentException(
            "label " + labels[i] + " of sample " + i / rowSize + " is below 0");
      }
      classes = counts ? Math.max(classes, labels[i] + 1) : classes;
    }
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    return new Answers(labels, null, rowSize, names, ignored);
  }

  static Answers ofTargets(float[] targets, int rowSize) {
    return owningTargets(targets.clone(), rowSize);
  }

  /** The same of an array that is kept. */
  static Answers owningTargets(float[] targets, int rowSize) {
    if (rowSize < 1 || targets.length % rowSize != 0) {
      throw new IllegalArgumentException(
          targets.length + " targets are no whole number of samples with " + rowSize + " each");
    }
    return new Answers(null, targets, rowSize, List.of(), OptionalInt.empty());
  }

  Answers withClassNames(List<String> names) {
    if (!areLabels() || names.size() < classes()) {
      throw new IllegalArgumentException(
          names.size() + " class names do not cover " + classes() + " classes");
    }
    return new Answers(labels, null, rowSize, List.copyOf(names), ignored);
  }

  Answers oneHot() {
    float[] shares = new float[Math.multiplyExact(rows(), Math.max(1, classes()))];
    for (int row = 0; row < rows(); row++) {
      shares[row * classes() + label(row)] = 1;
    }
    return owningTargets(shares, Math.max(1, classes()));
  }

  int rows() {
    return (areLabels() ? labels.length : targets.length) / rowSize;
  }

  int rowSize() {
    return rowSize;
  }

  boolean areLabels() {
    return labels != null;
  }

  int classes() {
    return classNames.size();
  }

  List<String> classNames() {
    return classNames;
  }

  void copyRow(int row, Batch batch, int position) {
    if (areLabels()) {
      System.arraycopy(labels, row * rowSize, batch.labels(), position * rowSize, rowSize);
    } else {
      System.arraycopy(targets, row * rowSize, batch.targets(), position * rowSize, rowSize);
    }
  }

  int label(int row) {
    if (!areLabels()) {
      throw new IllegalStateException("the samples have targets, not labels");
    }
    if (rowSize > 1) {
      throw new IllegalStateException("the samples have " + rowSize + " labels each, not one");
    }
    return labels[row];
  }

  int[] labels(int row) {
    if (!areLabels()) {
      throw new IllegalStateException("the samples have targets, not labels");
    }
    return Arrays.copyOfRange(labels, row * rowSize, (row + 1) * rowSize);
  }

  boolean counts(int label) {
    return ignored.isEmpty() || ignored.getAsInt() != label;
  }

  OptionalInt ignored() {
    return ignored;
  }

  float[] targets(int row) {
    if (areLabels()) {
      throw new IllegalStateException("the samples have labels, not targets");
    }
    return Arrays.copyOfRange(targets, row * rowSize, (row + 1) * rowSize);
  }
}
