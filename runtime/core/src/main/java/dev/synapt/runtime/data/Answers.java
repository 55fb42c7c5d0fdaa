package dev.synapt.runtime.data;

import dev.synapt.runtime.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What is to be predicted: a class label for each row, or target numbers. Immutable. */
final class Answers {

  private final int[] labels;
  private final float[] targets;
  private final int rowSize;
  private final List<String> classNames;

  private Answers(int[] labels, float[] targets, int rowSize, List<String> classNames) {
    this.labels = labels;
    this.targets = targets;
    this.rowSize = rowSize;
    this.classNames = classNames;
  }

  static Answers ofLabels(int[] labels) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0) {
        throw new IllegalArgumentException(
            "label " + labels[i] + " of sample " + i + " is below 0");
      }
    }
    int classes = Arrays.stream(labels).max().orElse(-1) + 1;
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    return new Answers(labels.clone(), null, 1, names);
  }

  static Answers ofTargets(float[] targets, int rowSize) {
    if (rowSize < 1 || targets.length % rowSize != 0) {
      throw new IllegalArgumentException(
          targets.length + " targets are no whole number of samples with " + rowSize + " each");
    }
    return new Answers(null, targets.clone(), rowSize, List.of());
  }

  Answers withClassNames(List<String> names) {
    if (!areLabels() || names.size() < classes()) {
      throw new IllegalArgumentException(
          names.size() + " class names do not cover " + classes() + " classes");
    }
    return new Answers(labels, null, rowSize, List.copyOf(names));
  }

  Answers oneHot() {
    float[] shares = new float[Math.multiplyExact(rows(), Math.max(1, classes()))];
    for (int row = 0; row < rows(); row++) {
      shares[row * classes() + label(row)] = 1;
    }
    return ofTargets(shares, Math.max(1, classes()));
  }

  int rows() {
    return areLabels() ? labels.length : targets.length / rowSize;
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
      batch.labels()[position] = labels[row];
    } else {
      System.arraycopy(targets, row * rowSize, batch.targets(), position * rowSize, rowSize);
    }
  }

  int label(int row) {
    if (!areLabels()) {
      throw new IllegalStateException("the samples have targets, not labels");
    }
    return labels[row];
  }

  float[] targets(int row) {
    if (areLabels()) {
      throw new IllegalStateException("the samples have labels, not targets");
    }
    return Arrays.copyOfRange(targets, row * rowSize, (row + 1) * rowSize);
  }
}
