package dev.synapt.runtime;

import dev.synapt.runtime.kernel.BatchCode;
import dev.synapt.runtime.kernel.InferenceCode;
import dev.synapt.runtime.kernel.NormFold;
import dev.synapt.runtime.kernel.TensorLayout;

/** The weights of a network in the layouts of its code, shared by the instances for several threads. */
final class PackedWeights {

  private float[] logical;
  private BatchCode batch;

  /** Packs weights for predictions of one sample; those for many at once follow when they are first made. */
  PackedWeights(Weights weights, InferenceCode code) {
    logical = weights.values().clone();
    for (NormFold fold : code.folds()) {
      fold.apply(logical);
    }
    pack(code.layouts(), code.weights());
    code.refresh(0, 1);
  }

  private void pack(TensorLayout[] layouts, float[] to) {
    for (TensorLayout layout : layouts) {
      layout.pack(logical, to);
    }
  }

  /**
   * Code for many samples at once, with memory of its own.
   *
   * @param code of the same network, for one sample
   */
  @SuppressWarnings("ReferenceEquality") // both may work on one array, which is packed already
  synchronized BatchCode batch(InferenceCode code) {
    if (batch != null) {
      return batch.share();
    }
    batch = code.batch();
    if (batch.weights() != code.weights()) {
      pack(batch.layouts(), batch.weights());
      batch.refresh(0, 1);
    }
    logical = null;
    return batch;
  }
}
