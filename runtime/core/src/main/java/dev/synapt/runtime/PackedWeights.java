package dev.synapt.runtime;

import dev.synapt.runtime.kernel.BatchCode;
import dev.synapt.runtime.kernel.InferenceCode;
import dev.synapt.runtime.kernel.NormFold;
import dev.synapt.runtime.kernel.TensorLayout;

/**
 * The weights of a network in the layouts of its code, shared by the instances for several threads.
 */
final class PackedWeights {

  private BatchCode batch;

  /**
   * Packs weights for predictions of one sample; those for many at once follow when they are first
   * made.
   */
  PackedWeights(Weights weights, InferenceCode code) {
    float[] logical = weights.values().clone();
    for (NormFold fold : code.folds()) {
      fold.apply(logical);
    }
    pack(logical, code.layouts(), code.weights());
    code.refresh(0, 1);
  }

  private static void pack(float[] logical, TensorLayout[] layouts, float[] to) {
    for (TensorLayout layout : layouts) {
      layout.pack(logical, to);
    }
  }

  /**
   * Code for many samples at once, with memory of its own.
   *
   * @param code of the same network, for one sample
   */
  synchronized BatchCode batch(InferenceCode code) {
    if (batch != null) {
      return batch.share();
    }
    batch = code.batch();
    if (!batch.reads(code.weights())) {
      pack(unpacked(code), batch.layouts(), batch.weights());
      batch.refresh(0, 1);
    }
    return batch;
  }

  /** The weights as they were before packing: no copy of them is kept for what may never come. */
  private static float[] unpacked(InferenceCode code) {
    int floats = 0;
    for (TensorLayout layout : code.layouts()) {
      floats = Math.max(floats, layout.logicalOffset() + layout.size());
    }
    float[] logical = new float[floats];
    for (TensorLayout layout : code.layouts()) {
      layout.unpack(code.weights(), logical, layout.logicalOffset());
    }
    return logical;
  }
}
