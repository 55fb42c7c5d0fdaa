package dev.synapt.dsl;

/**
 * How the weight of a layer starts. Values are drawn from the trainer's seed and the tensor's name.
 * {@code fanIn} is the number of inputs of one output, {@code fanOut} the number of outputs that
 * one input reaches; see {@link Dense#init()} and {@link Conv2d#init()}. Biases always start at
 * zero.
 */
public enum Init {
  /**
   * By the first activation that follows on the same field: {@link #HE_UNIFORM} for {@link Relu}
   * and those shaped like it ({@link LeakyRelu}, {@link PRelu}, {@link Relu6}, {@link Elu}, {@link
   * Celu}, {@link Gelu}, {@link Silu}, {@link HardSwish}, {@link Mish}), {@link #LECUN_NORMAL} for
   * {@link Selu}, {@link #GLOROT_UNIFORM} for the others, such as {@link Sigmoid}, and when none
   * follows. (PyTorch always takes {@code U(-1 / sqrt(fanIn), 1 / sqrt(fanIn))}, Keras always
   * {@code GLOROT_UNIFORM}.)
   */
  DEFAULT,

  /** Uniform in {@code ±sqrt(6 / fanIn)}. He et al. 2015, for ReLU; also called Kaiming. */
  HE_UNIFORM,

  /** Normal with standard deviation {@code sqrt(2 / fanIn)}. He et al. 2015, for ReLU. */
  HE_NORMAL,

  /** Uniform in {@code ±sqrt(6 / (fanIn + fanOut))}. Glorot and Bengio 2010; also called Xavier. */
  GLOROT_UNIFORM,

  /** Normal with standard deviation {@code sqrt(2 / (fanIn + fanOut))}. */
  GLOROT_NORMAL,

  /** Uniform in {@code ±sqrt(3 / fanIn)}. LeCun et al. 1998. */
  LECUN_UNIFORM,

  /** Normal with standard deviation {@code sqrt(1 / fanIn)}; not truncated, as all here. */
  LECUN_NORMAL,

  /**
   * All zeros. Units that start alike stay alike, so this fits a last layer whose first predictions
   * should be neutral, not a hidden one.
   */
  ZEROS
}
