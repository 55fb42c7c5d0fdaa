package dev.synapt.runtime.kernel;

/** Is shown what leaves each layer while a sample passes through a network. */
@FunctionalInterface
public interface ActivationSink {

  /**
   * Takes what a layer has just computed.
   *
   * @param layout its name, {@code conv1.relu}, and where it lies
   * @param values the array that it lies in; overwritten by later layers
   */
  void take(TensorLayout layout, float[] values);
}
