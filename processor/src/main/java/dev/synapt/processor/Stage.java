package dev.synapt.processor;

import java.util.Locale;

/** What a model goes through, in the order in which dumps are numbered. */
enum Stage {
  DECLARATION,
  LAYERS,
  SHAPES,
  TRAINING_LOWERED,
  TRAINING_DIFFERENTIATED,
  TRAINING_FUSED,
  TRAINING_LAYOUTS,
  TRAINING_PHASES,
  TRAINING_MEMORY,
  TRAINING_KERNELS,
  TRAINING_METHODS,
  INFERENCE_LOWERED,
  INFERENCE_FOLDED,
  INFERENCE_FUSED,
  INFERENCE_LAYOUTS,
  INFERENCE_PHASES,
  INFERENCE_MEMORY,
  INFERENCE_KERNELS,
  INFERENCE_METHODS,
  BATCH_LAYOUTS,
  BATCH_PHASES,
  BATCH_MEMORY,
  BATCH_KERNELS,
  BATCH_METHODS,
  SUMMARY;

  /** Number and name, as in {@code 04-training-lowered}. */
  @Override
  @SuppressWarnings("EnumOrdinal") // the order of the constants is what the number stands for
  public String toString() {
    String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
    return String.format(Locale.ROOT, "%02d-%s", ordinal() + 1, name);
  }
}
