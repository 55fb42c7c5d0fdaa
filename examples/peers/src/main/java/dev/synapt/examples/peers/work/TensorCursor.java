package dev.synapt.examples.peers.work;

import dev.synapt.runtime.TensorSpec;
import dev.synapt.runtime.Weights;
import java.util.Iterator;

/** Hands out a network's tensors one after another, as building its parts in order asks for them. */
public final class TensorCursor {

  private final Weights weights;
  private final Iterator<TensorSpec> tensors;

  /**
   * Starts at the first tensor.
   *
   * @param weights the tensors
   */
  public TensorCursor(Weights weights) {
    this.weights = weights;
    this.tensors = weights.tensors().iterator();
  }

  /**
   * The next tensor.
   *
   * @param size floats that it must have
   * @return a copy, row-major
   * @throws IllegalStateException if the network has another tensor there
   */
  public float[] next(int size) {
    TensorSpec tensor = tensors.next();
    if (tensor.size() != size) {
      throw new IllegalStateException(
          "%s comes where a tensor of %d floats should".formatted(tensor, size));
    }
    return weights.tensor(tensor.name()).toArray();
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalStateException if tensors are left
   */
  public void requireEnd() {
    if (tensors.hasNext()) {
      throw new IllegalStateException(tensors.next() + " is left");
    }
  }
}
