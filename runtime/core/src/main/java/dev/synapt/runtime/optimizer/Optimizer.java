package dev.synapt.runtime.optimizer;

/**
 * An update rule. Immutable: what it remembers between steps is kept by the caller in {@code
 * state}, so one optimizer can serve any number of trainers and threads.
 *
 * <p>The rule is elementwise. Disjoint ranges may therefore be updated by different threads, with
 * the same bits as by one thread. What looks at more than one weight (clipping by norm, limits of
 * norms) is done by {@link WeightUpdate}, for the rules of this package, which all extend {@link
 * UpdateRule}. A rule of one's own implements this interface.
 *
 * <p>{@link Object#toString} must name the rule and all of its settings: saved states are compared
 * by it.
 */
public interface Optimizer {

  /**
   * The base learning rate.
   *
   * @return the rate that training uses unless a schedule changes it
   */
  float learningRate();

  /**
   * The share of the mean of past gradients that stays at each step: the momentum, or beta1.
   *
   * @return in [0, 1); 0 if the rule has none, so that a schedule cannot change it
   */
  default double momentum() {
    return 0;
  }

  /**
   * How many values are remembered for each weight.
   *
   * @return the number of arrays in {@code state}
   */
  int stateSlots();

  /**
   * Updates {@code weights[from] ... weights[to - 1]} and the same entries of the state. A weight
   * that is 0 stays 0 while its gradients are 0; the padding between tensors relies on it.
   *
   * @param weights read and overwritten
   * @param gradients of the loss with respect to each weight, at the same positions; read only
   * @param state {@link #stateSlots()} arrays of at least {@code to} entries, 0 before step 1
   * @param from first position
   * @param to one past the last position
   * @param step the numbers of this update
   */
  void update(
      float[] weights, float[] gradients, float[][] state, int from, int to, UpdateStep step);
}
