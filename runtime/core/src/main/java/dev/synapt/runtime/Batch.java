package dev.synapt.runtime;

/**
 * A reusable holder of up to {@code capacity} samples: what a training step reads. It owns its
 * arrays, so that filling it allocates nothing.
 *
 * <p>Row {@code i} of the inputs begins at {@code i * inputSize} and is row-major, channel-first
 * ({@code [C, H, W]} flattened). A batch has either labels (classification) or targets
 * (regression); the array of the other kind is empty.
 */
public final class Batch {

  private final int capacity;
  private final int inputSize;
  private final int targetSize;
  private final float[] inputs;
  private final int[] labels;
  private final float[] targets;
  private int size;

  private Batch(int capacity, int inputSize, int targetSize, boolean labelled) {
    this.capacity = atLeastOne("capacity", capacity);
    this.inputSize = atLeastOne("input size", inputSize);
    this.targetSize = atLeastOne("target size", targetSize);
    this.inputs = new float[Math.multiplyExact(capacity, inputSize)];
    int length = Math.multiplyExact(capacity, targetSize);
    this.labels = new int[labelled ? length : 0];
    this.targets = new float[labelled ? 0 : length];
  }

  /**
   * A batch for classification, with one label for each sample.
   *
   * @param capacity the most samples it can hold
   * @param inputSize numbers in one sample
   * @return an empty batch
   */
  public static Batch withLabels(int capacity, int inputSize) {
    return new Batch(capacity, inputSize, 1, true);
  }

  /**
   * A batch for classification of every position of an image.
   *
   * @param capacity the most samples it can hold
   * @param inputSize numbers in one sample
   * @param labelsPerSample labels of one sample, row by row
   * @return an empty batch
   */
  public static Batch withLabels(int capacity, int inputSize, int labelsPerSample) {
    return new Batch(capacity, inputSize, labelsPerSample, true);
  }

  /**
   * A batch for regression.
   *
   * @param capacity the most samples it can hold
   * @param inputSize numbers in one sample
   * @param targetSize numbers to be predicted for one sample
   * @return an empty batch
   */
  public static Batch withTargets(int capacity, int inputSize, int targetSize) {
    return new Batch(capacity, inputSize, targetSize, false);
  }

  /**
   * Sets how many samples the arrays hold.
   *
   * @param newSize 0 ... capacity
   */
  public void size(int newSize) {
    if (newSize < 0 || newSize > capacity) {
      throw new IllegalArgumentException(
          "batch size must be 0 to " + capacity + " (the capacity), but is " + newSize);
    }
    size = newSize;
  }

  /**
   * How many samples the arrays hold.
   *
   * @return 0 ... capacity
   */
  public int size() {
    return size;
  }

  /**
   * The most samples that the arrays can hold.
   *
   * @return at least 1
   */
  public int capacity() {
    return capacity;
  }

  /**
   * Numbers in one sample.
   *
   * @return at least 1
   */
  public int inputSize() {
    return inputSize;
  }

  /**
   * Labels or targets of one sample.
   *
   * @return at least 1
   */
  public int targetSize() {
    return targetSize;
  }

  /**
   * Whether the batch holds class labels.
   *
   * @return false if it holds targets
   */
  public boolean hasLabels() {
    return labels.length > 0;
  }

  /**
   * The inputs, to be filled by the caller.
   *
   * @return the array itself, {@code [capacity, inputSize]}
   */
  public float[] inputs() {
    return inputs;
  }

  /**
   * The class labels, from 0, to be filled by the caller.
   *
   * @return the array itself, {@code [capacity, targetSize]}; empty if the batch holds targets
   */
  public int[] labels() {
    return labels;
  }

  /**
   * The targets, to be filled by the caller.
   *
   * @return the array itself, {@code [capacity, targetSize]}; empty if the batch holds labels
   */
  public float[] targets() {
    return targets;
  }

  private static int atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
    }
    return value;
  }
}
