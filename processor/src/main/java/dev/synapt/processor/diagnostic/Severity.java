package dev.synapt.processor.diagnostic;

/** What a diagnostic does to the compilation. */
public enum Severity {
  /** The model is not compiled. */
  ERROR,
  /** The model is compiled, but probably not what the user meant. */
  WARNING
}
