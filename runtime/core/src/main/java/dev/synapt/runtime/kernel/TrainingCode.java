package dev.synapt.runtime.kernel;

import dev.synapt.runtime.random.CounterRandom;

/**
 * The base of the generated code of a training step: the arrays that it works on. The work is cut into phases; within a
 * phase threads do not depend on each other, between phases all wait.
 *
 * <p>A batch is cut into slices of 16 samples. Whatever is summed over samples is summed within a slice first, then
 * over the slices in order, so that results do not depend on how slices are divided among threads.
 */
public abstract class TrainingCode {

  /** Samples of a slice. */
  public static final int SLICE = 16;

  /** Weights as the kernels read them: trained tensors first, then statistics and transposed copies. */
  protected final float[] weights;

  /** The gradient of each trained weight, at the same place. */
  protected final float[] gradients;

  /** Activations, their gradients and sums. */
  protected final float[] values;

  /** The loss of each slice, already scaled. */
  protected final double[] losses;

  /** How many samples of each slice are classified rightly. */
  protected final int[] correct;

  /** The samples of the current batch, {@code [samples][inputSize]}. */
  protected float[] inputs;

  /** The labels of the current batch, if the loss is over classes. */
  protected int[] labels;

  /** The targets of the current batch, {@code [samples][outputSize]}, if the loss is not over classes. */
  protected float[] targets;

  /** Samples in the current batch. */
  protected int samples;

  /** Slices with samples in the current batch. */
  protected int slices;

  private final int weightFloats;
  private final int trainedFloats;
  private final int valueFloats;
  private long stepKey;

  /**
   * Allocates everything that a step needs.
   *
   * @param batch the most samples of a batch
   * @param trainedFloats how much of the weights is trained
   * @param weightFloats the floats of the weights
   * @param valueFloats the floats of the values
   */
  protected TrainingCode(int batch, int trainedFloats, int weightFloats, int valueFloats) {
    int most = (batch + SLICE - 1) / SLICE;
    this.weights = AlignedFloats.allocate(weightFloats);
    this.gradients = AlignedFloats.allocate(trainedFloats);
    this.values = AlignedFloats.allocate(valueFloats);
    this.weightFloats = weightFloats;
    this.trainedFloats = trainedFloats;
    this.valueFloats = valueFloats;
    this.losses = new double[most];
    this.correct = new int[most];
  }

  /**
   * The number of phases from a batch to its gradients.
   *
   * @return at least 1
   */
  public abstract int phases();

  /**
   * Does one worker's part of a phase.
   *
   * @param phase from 0
   * @param worker from 0
   * @param workers how many there are
   */
  public abstract void phase(int phase, int worker, int workers);

  /**
   * Does one worker's part of what must follow every change of the weights: renewing transposed copies.
   *
   * @param worker from 0
   * @param workers how many there are
   */
  public abstract void refresh(int worker, int workers);

  /**
   * Copies the logits or predictions of the current batch.
   *
   * @param rows takes them, {@code [samples][outputSize]} row-major
   */
  public abstract void outputs(float[] rows);

  /**
   * Copies the gradient of the current batch's loss by its samples. Code that computes it overrides
   * this.
   *
   * @param rows takes it, {@code [samples][inputSize]} in the order of the inputs
   * @throws IllegalStateException if the code does not compute it
   */
  public void inputGradient(float[] rows) {
    throw new IllegalStateException(
        "this trainer does not compute the gradient by its input;"
            + " compile the network with the option -Asynapt.inputGradient=true");
  }

  /**
   * Where each tensor of the weights lies.
   *
   * @return in the order of the weights
   */
  public abstract TensorLayout[] layouts();

  /**
   * Whether the loss of a batch is the sum over its samples and not the mean. Code of such a loss
   * overrides this.
   *
   * @return false unless overridden
   */
  public boolean sumsLosses() {
    return false;
  }

  /**
   * Makes a batch the current one.
   *
   * @param batchInputs its samples
   * @param batchLabels their labels, if the loss is over classes
   * @param batchTargets their targets, if the loss is not over classes
   * @param batchSamples how many samples, at least 1
   * @param key the random stream of this step, for dropout
   */
  public final void start(
      float[] batchInputs, int[] batchLabels, float[] batchTargets, int batchSamples, long key) {
    inputs = batchInputs;
    labels = batchLabels;
    targets = batchTargets;
    samples = batchSamples;
    slices = (samples + SLICE - 1) / SLICE;
    stepKey = key;
  }

  /**
   * The loss of the current batch.
   *
   * @return the sum over the slices, in their order
   */
  public final double loss() {
    double sum = 0;
    for (int slice = 0; slice < slices; slice++) {
      sum += losses[slice];
    }
    return sum;
  }

  /**
   * How many samples of the current batch are classified rightly.
   *
   * @return 0 for losses without classes
   */
  public final int correct() {
    int sum = 0;
    for (int slice = 0; slice < slices; slice++) {
      sum += correct[slice];
    }
    return sum;
  }

  /**
   * The array of weights.
   *
   * @return the array itself
   */
  public final float[] weights() {
    return weights;
  }

  /**
   * The array of gradients.
   *
   * @return the array itself
   */
  public final float[] gradients() {
    return gradients;
  }

  /**
   * How many samples the current batch has.
   *
   * @return 0 before the first batch
   */
  public final int samples() {
    return samples;
  }

  /**
   * The floats of the weights.
   *
   * @return what was planned; the array may be longer, see {@link AlignedFloats}
   */
  public final int weightFloats() {
    return weightFloats;
  }

  /**
   * The floats of the trained weights, the first ones, and of the gradients.
   *
   * @return what was planned; the array may be longer, see {@link AlignedFloats}
   */
  public final int trainedFloats() {
    return trainedFloats;
  }

  /**
   * The floats of the values.
   *
   * @return what was planned; the array may be longer, see {@link AlignedFloats}
   */
  public final int valueFloats() {
    return valueFloats;
  }

  /** Samples in a slice: fewer than 16 in the last one perhaps. */
  protected final int lanes(int slice) {
    return Math.min(SLICE, samples - SLICE * slice);
  }

  /** The random stream of a dropout layer in this step. */
  protected final long dropoutKey(int layer) {
    return CounterRandom.key(stepKey, layer);
  }
}
