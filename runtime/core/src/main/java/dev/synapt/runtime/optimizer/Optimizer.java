package dev.synapt.runtime.optimizer;

/**
 * An update rule. Immutable: what it remembers between steps is kept by the caller in {@code
 * state}, so one optimizer can serve any number of trainers and threads.
 *
 * <p>The rule is elementwise. Disjoint ranges may therefore be updated by different threads, with
 * the same bits as by one thread.
 */
public interface Optimizer {

  /**
   * The base learning rate.
   *
   * @return the rate that training uses unless a schedule changes it
   */
  float learningRate();

  /**
   * How many values are remembered for each weight.
   *
   * @return the number of arrays in {@code state}
   */
  int stateSlots();

  /**
   * Updates {@code weights[from] ... weights[to - 1]} and the same entries of the state. An entry
   * whose weight, gradient and state are 0 stays 0.
   *
   * @param weights read and overwritten
   * @param gradients of the loss with respect to each weight, at the same positions; read only
   * @param state {@link #stateSlots()} arrays of at least {@code to} entries, 0 before step 1
   * @param from first position
   * @param to one past the last position
   * @param step the number of this update, from 1
   * @param learningRate the rate of this update
   */
  void update(
      float[] weights,
      float[] gradients,
      float[][] state,
      int from,
      int to,
      long step,
      float learningRate);
}
