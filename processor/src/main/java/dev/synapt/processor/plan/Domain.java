package dev.synapt.processor.plan;

/** Over what a step's work can be divided among threads. */
public enum Domain {
  /** Slices of 16 samples, independent of each other. */
  SLICES,
  /** Parts of a weight tensor, or of a sum over slices; reads all samples. */
  UNITS
}
