package dev.synapt.runtime.kernel;

/**
 * The base of generated code that works on many samples at once: its arrays and the samples at
 * hand. They are cut into slices of 16.
 */
public abstract class SliceCode {

  /** Samples of a slice. */
  public static final int SLICE = 16;

  /**
   * Weights as the kernels read them: trained tensors first, then statistics and transposed copies.
   */
  protected final float[] weights;

  /** Activations, in training their gradients and sums too. */
  protected final float[] values;

  /** Holds the current samples, {@code [samples][inputSize]}. */
  protected float[] inputs;

  /** Where the first of the current samples starts. */
  protected int firstInput;

  /** How many samples are current. */
  protected int samples;

  /** Slices with samples. */
  protected int slices;

  private final int weightFloats;
  private final int valueFloats;

  /**
   * Allocates the values.
   *
   * @param weights as the kernels read them
   * @param weightFloats how much of the array they are
   * @param valueFloats the floats of the values
   */
  SliceCode(float[] weights, int weightFloats, int valueFloats) {
    this.weights = weights;
    this.values = AlignedFloats.allocate(valueFloats);
    this.weightFloats = weightFloats;
    this.valueFloats = valueFloats;
  }

  /** Slices of so many samples. */
  static int slices(int samples) {
    return (samples + SLICE - 1) / SLICE;
  }

  /**
   * Copies the outputs of the current samples: logits or predictions in training, else what {@code
   * predict} gives.
   *
   * @param rows takes them, {@code [samples][outputSize]} row-major
   * @param first where the first sample's go
   */
  public abstract void outputs(float[] rows, int first);

  /**
   * Does one worker's part of what must follow every change of the weights: renewing the copies
   * that kernels read. Code with such copies overrides this.
   *
   * @param worker from 0
   * @param workers how many there are
   */
  public void refresh(int worker, int workers) {}

  /**
   * Where each tensor of the weights lies.
   *
   * @return in the order of the weights
   */
  public abstract TensorLayout[] layouts();

  /** Makes samples the current ones. */
  final void samples(float[] newInputs, int first, int count) {
    inputs = newInputs;
    firstInput = first;
    samples = count;
    slices = slices(count);
  }

  /** Lets go of the caller's samples, which are not to live as long as this object. */
  final void forget() {
    inputs = null;
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
   * How many samples are current.
   *
   * @return 0 before the first
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
}
