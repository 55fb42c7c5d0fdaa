package dev.synapt.processor.graph;

/** How a weight tensor starts; resolved, so that no default is left to decide. */
public enum InitKind {
  HE_UNIFORM,
  HE_NORMAL,
  GLOROT_UNIFORM,
  GLOROT_NORMAL,
  LECUN_UNIFORM,
  LECUN_NORMAL,
  ZEROS,
  ONES,
  /** All 0.25. */
  QUARTERS
}
