package dev.synapt.runtime.optimizer;

/**
 * AdamW (Loshchilov and Hutter, 2019): {@link Adam} whose weight decay is {@linkplain
 * UpdateRule#decoupled decoupled} from the gradient. As PyTorch's {@code torch.optim.AdamW}, except
 * that biases and norms do not decay.
 */
public final class AdamW {

  private AdamW() {}

  /**
   * AdamW with Adam's usual settings and weight decay 0.01 (Keras has 0.004).
   *
   * @param learningRate positive; 0.001 is common
   * @return the optimizer; {@link Adam#weightDecay} changes the decay
   */
  public static Adam withLearningRate(double learningRate) {
    return Adam.withLearningRate(learningRate).decoupled().weightDecay(0.01);
  }
}
