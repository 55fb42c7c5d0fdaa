package dev.synapt.runtime.initialization;

/**
 * Gives a tensor its first values, as a pure function of a key and the position in the tensor.
 *
 * <p>The names are the field's: He is Kaiming, Glorot is Xavier. Gains are PyTorch's, see {@link
 * Gain}.
 */
public sealed interface Initializer permits ConstantInitializer, VarianceScaling, ZeroRow {

  /** He (Kaiming) for ReLU: uniform in ±sqrt(2) * sqrt(3 / fanIn). */
  VarianceScaling HE_UNIFORM = new VarianceScaling(Distribution.UNIFORM, FanMode.IN, Gain.RELU);

  /** He (Kaiming) for ReLU: normal, standard deviation sqrt(2 / fanIn). */
  VarianceScaling HE_NORMAL = new VarianceScaling(Distribution.NORMAL, FanMode.IN, Gain.RELU);

  /** Glorot (Xavier): uniform in ±sqrt(6 / (fanIn + fanOut)). */
  VarianceScaling GLOROT_UNIFORM =
      new VarianceScaling(Distribution.UNIFORM, FanMode.AVERAGE, Gain.LINEAR);

  /** Glorot (Xavier): normal, standard deviation sqrt(2 / (fanIn + fanOut)). */
  VarianceScaling GLOROT_NORMAL =
      new VarianceScaling(Distribution.NORMAL, FanMode.AVERAGE, Gain.LINEAR);

  /** LeCun: uniform in ±sqrt(3 / fanIn). */
  VarianceScaling LECUN_UNIFORM =
      new VarianceScaling(Distribution.UNIFORM, FanMode.IN, Gain.LINEAR);

  /** LeCun: normal, standard deviation sqrt(1 / fanIn). */
  VarianceScaling LECUN_NORMAL = new VarianceScaling(Distribution.NORMAL, FanMode.IN, Gain.LINEAR);

  /** Every value 0. */
  ConstantInitializer ZEROS = new ConstantInitializer(0f);

  /** Every value 1. */
  ConstantInitializer ONES = new ConstantInitializer(1f);

  /** Every value 0.25, as He and others (2015) start the slopes of PReLU. */
  ConstantInitializer QUARTERS = new ConstantInitializer(0.25f);

  /**
   * Overwrites {@code a[off] ... a[off + len - 1]}.
   *
   * <p>For a dense weight {@code [out, in]}: fanIn = in, fanOut = out. For a convolution's weight
   * {@code [out, in / groups, k...]}: fanIn = in / groups * product(k), fanOut = out * product(k).
   *
   * @param a the array that holds the tensor
   * @param off where the tensor begins
   * @param len how many values it has
   * @param fanIn inputs of one output unit
   * @param fanOut outputs that one input unit reaches
   * @param key the random stream, see {@link dev.synapt.runtime.random.CounterRandom#key}
   */
  void fill(float[] a, int off, int len, int fanIn, int fanOut, long key);
}
