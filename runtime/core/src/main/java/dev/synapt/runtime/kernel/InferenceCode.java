package dev.synapt.runtime.kernel;

/**
 * The base of the generated code of inference: the arrays that it works on. One sample at a time,
 * one thread.
 */
public abstract class InferenceCode {

  /**
   * Weights as the kernels read them; shared by all instances of one network, and never written
   * after packing.
   */
  protected final float[] weights;

  /** Activations of the current sample. */
  protected final float[] values;

  private final int weightFloats;
  private final int valueFloats;

  /**
   * Code with weights of its own.
   *
   * @param weightFloats the floats of the weights
   * @param valueFloats the floats of the values
   */
  protected InferenceCode(int weightFloats, int valueFloats) {
    this(AlignedFloats.allocate(weightFloats), weightFloats, valueFloats);
  }

  /**
   * Code with the weights of another instance.
   *
   * @param weights packed weights
   * @param weightFloats how much of the array they are
   * @param valueFloats the floats of the values
   */
  protected InferenceCode(float[] weights, int weightFloats, int valueFloats) {
    this.weights = weights;
    this.weightFloats = weightFloats;
    this.values = AlignedFloats.allocate(valueFloats);
    this.valueFloats = valueFloats;
  }

  /**
   * Code that takes over the arrays of another instance: of the same network on another path.
   *
   * @param same is not used any more
   */
  protected InferenceCode(InferenceCode same) {
    this.weights = same.weights;
    this.weightFloats = same.weightFloats;
    this.values = same.values;
    this.valueFloats = same.valueFloats;
  }

  /**
   * Predicts one sample. Allocates nothing.
   *
   * @param x holds the sample, row-major and channels first
   * @param xOffset where it starts
   * @param y takes the result
   * @param yOffset where it goes
   */
  public abstract void predict(float[] x, int xOffset, float[] y, int yOffset);

  /**
   * Predicts one sample and shows what leaves each layer on the way. Generated code overrides this;
   * code that does not shows nothing.
   *
   * @param x holds the sample, row-major and channels first
   * @param xOffset where it starts
   * @param sink is shown the layers in their order
   */
  public void activations(float[] x, int xOffset, ActivationSink sink) {}

  /**
   * How many tokens the inputs are ids of. Code that looks tokens up overrides this.
   *
   * @return 0 when inputs are numbers
   */
  public int vocabulary() {
    return 0;
  }

  /**
   * Where each tensor of the weights lies.
   *
   * @return in the order of the weights
   */
  public abstract TensorLayout[] layouts();

  /**
   * What is done to the weights before they are packed. Code with batch normalisation overrides
   * this.
   *
   * @return none unless overridden
   */
  public NormFold[] folds() {
    return new NormFold[0];
  }

  /**
   * Renews copies of the weights that the kernels read, after packing. Code with such copies
   * overrides this.
   *
   * @param worker from 0
   * @param workers how many there are
   */
  public void refresh(int worker, int workers) {}

  /**
   * Code for many samples at once.
   *
   * @return a new instance, whose weights are this one's if they are laid out alike, else are to be
   *     packed
   */
  public abstract BatchCode batch();

  /**
   * A second instance with the same weights and memory of its own, for another thread.
   *
   * @return an instance that shares {@link #weights()}
   */
  public abstract InferenceCode share();

  /**
   * The array of weights.
   *
   * @return the array itself
   */
  public final float[] weights() {
    return weights;
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
}
