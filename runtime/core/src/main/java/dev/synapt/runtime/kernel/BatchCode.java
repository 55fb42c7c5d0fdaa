package dev.synapt.runtime.kernel;

/**
 * The base of the generated code that predicts many samples at once, with the layouts of a training
 * step's forward pass: weights that were read once serve many samples. One thread.
 */
public abstract class BatchCode extends SliceCode {

  private final int capacity;

  /**
   * Code with weights of its own, or with those of other code.
   *
   * @param weights packed weights, or null for a new array
   * @param batch the most samples at a time
   * @param weightFloats the floats of the weights
   * @param valueFloats the floats of the values
   */
  protected BatchCode(float[] weights, int batch, int weightFloats, int valueFloats) {
    super(
        weights == null ? AlignedFloats.allocate(weightFloats) : weights,
        weightFloats,
        valueFloats);
    this.capacity = batch;
  }

  /**
   * Computes the outputs of some slices of the current samples.
   *
   * @param from the first slice
   * @param to behind the last slice
   */
  protected abstract void forward(int from, int to);

  /**
   * A second instance with the same weights and memory of its own, for another thread.
   *
   * @return an instance that shares {@link #weights()}
   */
  public abstract BatchCode share();

  /**
   * Whether the weights are those of other code, which lie as this one wants them.
   *
   * @param array the other's weights
   */
  @SuppressWarnings("ReferenceEquality") // it is the array that matters, not what is in it
  public final boolean reads(float[] array) {
    return weights == array;
  }

  /**
   * The most samples that are predicted at a time.
   *
   * @return the network's batch
   */
  public final int capacity() {
    return capacity;
  }

  /**
   * Predicts samples. Allocates nothing.
   *
   * @param x holds the samples, row-major and channels first
   * @param first where they start
   * @param count how many, at most {@link #capacity()}
   * @param y takes the results
   * @param firstResult where they go
   */
  public final void predict(float[] x, int first, int count, float[] y, int firstResult) {
    samples(x, first, count);
    forward(0, slices);
    outputs(y, firstResult);
    forget();
  }
}
