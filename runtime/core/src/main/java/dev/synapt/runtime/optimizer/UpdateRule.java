package dev.synapt.runtime.optimizer;

/**
 * What the rules of this package have in common. Immutable: every method gives a changed copy, in
 * any order.
 *
 * <p>One update goes through these steps, of which those that are not asked for cost nothing:
 *
 * <ol>
 *   <li>{@link #maximize}, then the penalties {@link #l1} and {@link #l2} enter the gradients: they
 *       are parts of the loss. (The loss that is reported is without them.)
 *   <li>{@link #clipValue}, {@link #clipNorm}, {@link #clipGlobalNorm}, in this order.
 *   <li>{@link #weightDecay} and the rule itself.
 *   <li>{@link #maxNorm}.
 * </ol>
 *
 * <p>The gradients that a trainer shows after an update are those after the second step.
 *
 * <p>Weight decay and penalties leave biases and the weights of norms alone: every tensor with less
 * than two axes, and those of stages whose name ends in "norm". PyTorch and Keras include them;
 * {@link #decayBiasesAndNorms} does too.
 *
 * @param <T> the rule's own type
 */
public abstract sealed class UpdateRule<T extends UpdateRule<T>> implements Optimizer
    permits Adadelta, Adagrad, Adam, Adamax, Lion, RmsProp, Sgd {

  private final UpdateOptions options;

  UpdateRule(UpdateOptions options) {
    this.options = options;
  }

  abstract T with(UpdateOptions changed);

  final UpdateOptions options() {
    return options;
  }

  /**
   * The same with weight decay. As in PyTorch, {@code value * w} is added to the gradient, which is
   * the gradient of {@code value / 2 * w²}, unless decay is {@linkplain #decoupled decoupled}.
   *
   * @param value 0 or more
   * @return the changed copy
   */
  public final T weightDecay(double value) {
    return with(options.with(options.regularization().withWeightDecay(value)));
  }

  /**
   * The same with decay that does not pass through the gradient, and so not through momentum or
   * division by the gradient's size: {@code w = w * (1 - learningRate * weightDecay)} before the
   * rule. This is AdamW's decay (Loshchilov and Hutter, 2019) and that of all of Keras's
   * optimizers.
   *
   * @return the changed copy
   */
  public final T decoupled() {
    return with(options.withDecoupledDecay());
  }

  /**
   * The same with weight decay and penalties also of biases and of the weights of norms.
   *
   * @return the changed copy
   */
  public final T decayBiasesAndNorms() {
    return with(options.withEverything());
  }

  /**
   * The same with the penalty {@code strength * sum |w|} on the loss: the gradient gains {@code
   * strength * sign(w)}, with sign 0 at 0.
   *
   * @param strength 0 or more
   * @return the changed copy
   */
  public final T l1(double strength) {
    return with(options.with(options.regularization().withL1(strength)));
  }

  /**
   * The same with the penalty {@code strength * sum w²} on the loss: the gradient gains {@code 2 *
   * strength * w}. For {@link Sgd} without clipping this is weight decay of twice the strength.
   *
   * @param strength 0 or more
   * @return the changed copy
   */
  public final T l2(double strength) {
    return with(options.with(options.regularization().withL2(strength)));
  }

  /**
   * The same with a limit for the Euclidean norm of the weights that lead into one unit, see {@link
   * #maxNorm(double, Norm)}.
   *
   * @param limit positive; 3 is common
   * @return the changed copy
   */
  public final T maxNorm(double limit) {
    return maxNorm(limit, Norm.L2);
  }

  /**
   * The same with a limit for the norm of the weights that lead into one unit: after each update
   * every row (index of the first axis: a dense layer's unit, a convolution's filter) of norm
   * {@code n > limit} is multiplied by {@code limit / n}. Biases and norms have no limit. As {@code
   * torch.renorm} and Keras's {@code MaxNorm} over the input axes, which divide by {@code n +
   * 1e-7}.
   *
   * @param limit positive; infinity is none
   * @param norm what is limited
   * @return the changed copy
   */
  public final T maxNorm(double limit, Norm norm) {
    return with(options.with(options.regularization().withMaxNorm(new MaxNorm(limit, norm))));
  }

  /**
   * The same with each entry of each gradient brought into {@code [-limit, limit]}, as PyTorch's
   * {@code clip_grad_value_}.
   *
   * @param limit positive
   * @return the changed copy
   */
  public final T clipValue(double limit) {
    return with(options.with(options.clipping().withValue(limit)));
  }

  /**
   * The same with the gradient of each tensor of Euclidean norm {@code n} multiplied by {@code
   * min(1, limit / (n + 1e-6))}. Keras's {@code clipnorm}, with PyTorch's addition to the norm.
   *
   * @param limit positive
   * @return the changed copy
   */
  public final T clipNorm(double limit) {
    return with(options.with(options.clipping().withNorm(limit)));
  }

  /**
   * The same with all gradients, of Euclidean norm {@code n} together, multiplied by {@code min(1,
   * limit / (n + 1e-6))}, as PyTorch's {@code clip_grad_norm_}. Keras's {@code global_clipnorm}
   * adds nothing to the norm.
   *
   * @param limit positive; 1 is common
   * @return the changed copy
   */
  public final T clipGlobalNorm(double limit) {
    return with(options.with(options.clipping().withGlobalNorm(limit)));
  }

  /**
   * The same, but the loss is made large instead of small: gradients count with the other sign.
   * Penalties and weight decay keep weights small all the same.
   *
   * @return the changed copy
   */
  public final T maximize() {
    return with(options.withMaximize());
  }

  /**
   * The same with settings for some layers. Several groups may select one layer: what a later one
   * states counts.
   *
   * @param group the layers and their settings; a trainer refuses groups without layers
   * @return the changed copy
   */
  public final T group(ParameterGroup group) {
    return with(options.with(group));
  }

  @Override
  public final float learningRate() {
    return (float) options.learningRate();
  }

  /** Rule, learning rate, the rule's own settings, and what differs from the usual. */
  @Override
  public final String toString() {
    return getClass().getSimpleName()
        + "(learningRate="
        + options.learningRate()
        + settings()
        + options
        + ")";
  }

  /** The rule's own settings, each with a comma before it. */
  abstract String settings();

  static String setting(String name, double value) {
    return ", " + name + "=" + value;
  }

  static String flag(String name, boolean set) {
    return set ? ", " + name : "";
  }
}
