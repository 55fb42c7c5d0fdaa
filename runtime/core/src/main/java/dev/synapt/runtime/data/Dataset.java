package dev.synapt.runtime.data;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.random.CounterRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Samples in memory, each with a class label or with target numbers. Immutable; subsets share the
 * memory of the whole.
 *
 * <p>Inputs are row-major and channel-first: sample {@code i} of shape {@code [C, H, W]} is {@code
 * C * H * W} numbers from {@code i * C * H * W} on.
 */
public final class Dataset {

  private final Samples inputs;
  private final Answers answers;
  private final int[] shape;
  private final int inputSize;
  private final int[] rows;

  private Dataset(Samples inputs, Answers answers, int[] shape, int[] rows) {
    this.inputs = inputs;
    this.answers = answers;
    this.shape = shape;
    this.inputSize = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    this.rows = rows;
  }

  /** Of what is kept as it is, for readers of this package: they give away what they have read. */
  static Dataset whole(Samples inputs, Answers answers, int[] shape) {
    if (answers.rows() != inputs.rows()) {
      throw new IllegalArgumentException(
          "there are " + inputs.rows() + " samples, but labels or targets for " + answers.rows());
    }
    int[] rows = IntStream.range(0, inputs.rows()).toArray();
    return new Dataset(inputs, answers, shape.clone(), rows);
  }

  /**
   * Images of unsigned bytes with class labels. The bytes are kept as they are and become {@code
   * value / 255}, in 0 ... 1, when a batch is filled.
   *
   * @param pixels {@code [samples, shape...]}, copied
   * @param labels one for each sample, from 0, copied
   * @param shape of one sample, channel-first, for example 1, 28, 28
   * @return the data set
   */
  public static Dataset ofImages(byte[] pixels, int[] labels, int... shape) {
    int rowSize = rowSize(pixels.length, shape);
    return whole(ByteSamples.ofUnsigned(pixels, rowSize), Answers.ofLabels(labels), shape);
  }

  /**
   * Images of unsigned bytes with a class label for each of several positions, as for segmentation.
   *
   * @param pixels {@code [samples, shape...]}, copied
   * @param labels {@code [samples, labelsPerSample]}, from 0, copied; of images row by row
   * @param labelsPerSample height times width of the network's output
   * @param ignored a label that does not count, as the loss's {@code ignoreLabel}; empty for none
   * @param shape of one sample, channel-first
   * @return the data set
   */
  public static Dataset ofLabelMaps(
      byte[] pixels, int[] labels, int labelsPerSample, OptionalInt ignored, int... shape) {
    int rowSize = rowSize(pixels.length, shape);
    return whole(
        ByteSamples.ofUnsigned(pixels, rowSize),
        Answers.ofLabels(labels, labelsPerSample, ignored),
        shape);
  }

  /**
   * Numbers with class labels.
   *
   * @param values {@code [samples, shape...]}, copied
   * @param labels one for each sample, from 0, copied
   * @param shape of one sample
   * @return the data set
   */
  public static Dataset ofLabels(float[] values, int[] labels, int... shape) {
    int rowSize = rowSize(values.length, shape);
    return whole(new FloatSamples(values.clone(), rowSize), Answers.ofLabels(labels), shape);
  }

  /**
   * Numbers with numbers to be predicted.
   *
   * @param values {@code [samples, shape...]}, copied
   * @param targets {@code [samples, targetSize]}, copied
   * @param targetSize numbers to be predicted for one sample
   * @param shape of one sample
   * @return the data set
   */
  public static Dataset ofTargets(float[] values, float[] targets, int targetSize, int... shape) {
    int rowSize = rowSize(values.length, shape);
    Answers answers = Answers.ofTargets(targets, targetSize);
    return whole(new FloatSamples(values.clone(), rowSize), answers, shape);
  }

  /** Windows over a series, shape {@code [channels, length]}. */
  static Dataset ofWindows(WindowSamples windows, float[] targets, int targetSize) {
    int[] shape = {windows.series().length, windows.length()};
    return whole(windows, Answers.ofTargets(targets, targetSize), shape);
  }

  /** The floats of a sample; fails unless there is a whole number of samples. */
  static int rowSize(int length, int[] shape) {
    long size = 1;
    for (int dimension : shape) {
      if (dimension < 1) {
        throw new IllegalArgumentException("a size is below 1 in shape " + Arrays.toString(shape));
      }
      size = Math.multiplyExact(size, (long) dimension);
    }
    if (length % size != 0) {
      throw new IllegalArgumentException(
          length + " numbers are no whole number of samples of shape " + Arrays.toString(shape));
    }
    // A size above the length passes only if there are no samples at all.
    return Math.toIntExact(size);
  }

  /**
   * The same data with names for the classes.
   *
   * @param names the name of class 0, of class 1, ...
   * @return the changed copy
   * @throws IllegalArgumentException if a label has no name, or if there are no labels
   */
  public Dataset withClassNames(List<String> names) {
    return new Dataset(inputs, answers.withClassNames(names), shape, rows);
  }

  /**
   * The same data with targets instead of labels: 1 for the class, 0 for the others.
   *
   * @return the changed copy, with {@link #classes()} targets
   * @throws IllegalStateException if samples have targets already
   */
  public Dataset oneHot() {
    return new Dataset(inputs, answers.oneHot(), shape, rows);
  }

  /**
   * The same data with inputs {@code (x - mean) / standardDeviation}.
   *
   * @param mean of the inputs (of byte images: after the division by 255)
   * @param standardDeviation positive
   * @return the changed copy
   */
  public Dataset standardize(float mean, float standardDeviation) {
    return standardize(new float[] {mean}, new float[] {standardDeviation});
  }

  /**
   * The same data with inputs {@code (x - means[c]) / standardDeviations[c]} in channel c, the
   * first axis of the shape. Use the statistics of the training data for all data.
   *
   * @param means one for each channel, or one for all
   * @param standardDeviations as many, positive
   * @return the changed copy
   */
  public Dataset standardize(float[] means, float[] standardDeviations) {
    int channels = shape.length == 0 ? 1 : shape[0];
    if (means.length != standardDeviations.length
        || (means.length != 1 && means.length != channels)) {
      throw new IllegalArgumentException(
          "samples "
              + Arrays.toString(shape)
              + " need 1 or "
              + channels
              + " means and standard "
              + "deviations, but got "
              + means.length
              + " and "
              + standardDeviations.length);
    }
    for (int c = 0; c < means.length; c++) {
      if (!Float.isFinite(means[c])
          || !(standardDeviations[c] > 0 && standardDeviations[c] <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "mean "
                + means[c]
                + " or standard deviation "
                + standardDeviations[c]
                + " of channel "
                + c
                + " is not finite, or the deviation is not positive");
      }
    }
    return new Dataset(inputs.standardized(means, standardDeviations), answers, shape, rows);
  }

  /**
   * Samples {@code from ... to - 1}.
   *
   * @param from first sample
   * @param to one past the last sample
   * @return the part
   */
  public Dataset slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size());
    return new Dataset(inputs, answers, shape, Arrays.copyOfRange(rows, from, to));
  }

  /**
   * Chosen samples in a chosen order.
   *
   * @param samples positions in this data set; one may occur several times
   * @return the part
   */
  public Dataset subset(int... samples) {
    int[] chosen = new int[samples.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = rows[Objects.checkIndex(samples[i], rows.length)];
    }
    return new Dataset(inputs, answers, shape, chosen);
  }

  /**
   * Divides the samples at random into two parts without common samples.
   *
   * @param fraction in (0, 1): the share of the first part, rounded to whole samples
   * @param seed the same seed gives the same parts on every machine
   * @return both parts
   */
  public Split split(double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException("fraction must be between 0 and 1, but is " + fraction);
    }
    int[] order = new int[size()];
    CounterRandom.permutation(order, CounterRandom.key(seed, "split"));
    int border = (int) Math.round(fraction * size());
    return new Split(
        subset(Arrays.copyOf(order, border)),
        subset(Arrays.copyOfRange(order, border, order.length)));
  }

  /**
   * Two parts of a data set.
   *
   * @param first the part whose share was given
   * @param second the rest
   */
  public record Split(Dataset first, Dataset second) {}

  /**
   * Fills a batch with {@code count} samples; allocates nothing.
   *
   * @param batch overwritten; its size becomes {@code count}
   * @param order positions in this data set
   * @param from where in {@code order} to begin
   * @param count how many samples to take, at most the batch's capacity
   * @throws IllegalArgumentException if the batch is for samples of another size or kind
   */
  public void fill(Batch batch, int[] order, int from, int count) {
    requireFits(batch);
    Objects.checkFromIndexSize(from, count, order.length);
    batch.size(count);
    for (int i = 0; i < count; i++) {
      int row = rows[order[from + i]];
      inputs.copyRow(row, batch.inputs(), i * inputSize);
      answers.copyRow(row, batch, i);
    }
  }

  private void requireFits(Batch batch) {
    if (batch.inputSize() != inputSize()
        || batch.targetSize() != targetSize()
        || batch.hasLabels() != hasLabels()) {
      throw new IllegalArgumentException(
          "samples of "
              + inputSize()
              + " inputs and "
              + targetSize()
              + kind(hasLabels())
              + " do not fit a batch for "
              + batch.inputSize()
              + " inputs and "
              + batch.targetSize()
              + kind(batch.hasLabels()));
    }
  }

  private static String kind(boolean labels) {
    return labels ? " label(s)" : " target(s)";
  }

  /**
   * A batch that fits this data.
   *
   * @param capacity the most samples it can hold
   * @return an empty batch
   */
  public Batch newBatch(int capacity) {
    return hasLabels()
        ? Batch.withLabels(capacity, inputSize(), targetSize())
        : Batch.withTargets(capacity, inputSize(), targetSize());
  }

  /**
   * A checksum of all samples, in their order: of the bits that a batch gets.
   *
   * @return two data sets with different checksums differ
   */
  public long checksum() {
    return DatasetChecksum.of(this);
  }

  /**
   * The number of samples.
   *
   * @return 0 or more
   */
  public int size() {
    return rows.length;
  }

  /**
   * The shape of one sample, channel-first.
   *
   * @return a copy
   */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The numbers in one sample.
   *
   * @return the product of the shape
   */
  public int inputSize() {
    return inputSize;
  }

  /**
   * Labels or targets of one sample.
   *
   * @return 1 for a class of the whole sample
   */
  public int targetSize() {
    return answers.rowSize();
  }

  /**
   * Whether samples have class labels.
   *
   * @return false if they have targets
   */
  public boolean hasLabels() {
    return answers.areLabels();
  }

  /**
   * The number of classes: of class names if there are any, else one more than the largest label of
   * the data set from which this one was taken.
   *
   * @return 0 if there are no labels
   */
  public int classes() {
    return answers.classes();
  }

  /**
   * The names of the classes.
   *
   * @return the names that were given, else the class numbers as text
   */
  public List<String> classNames() {
    return answers.classNames();
  }

  /**
   * The class of one sample.
   *
   * @param sample from 0
   * @return its label, from 0
   * @throws IllegalStateException if samples have targets instead, or several labels each
   */
  public int label(int sample) {
    return answers.label(rows[sample]);
  }

  /**
   * The labels of one sample.
   *
   * @param sample from 0
   * @return a copy, {@code [targetSize]}
   * @throws IllegalStateException if samples have targets instead
   */
  public int[] labels(int sample) {
    return answers.labels(rows[sample]);
  }

  /**
   * Whether a label counts: it is not the one that the data set was told to ignore.
   *
   * @param label of a sample
   */
  public boolean counts(int label) {
    return answers.counts(label);
  }

  /** The label that does not count, if there is one. */
  OptionalInt ignoredLabel() {
    return answers.ignored();
  }

  /**
   * The targets of one sample.
   *
   * @param sample from 0
   * @return a copy, {@code [targetSize]}
   * @throws IllegalStateException if samples have labels instead
   */
  public float[] targets(int sample) {
    return answers.targets(rows[sample]);
  }

  /**
   * The inputs of one sample, scaled as in a batch.
   *
   * @param sample from 0
   * @return a copy, {@code [inputSize]}
   */
  public float[] input(int sample) {
    float[] input = new float[inputSize()];
    inputs.copyRow(rows[sample], input, 0);
    return input;
  }
}
