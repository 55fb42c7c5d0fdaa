package dev.synapt.processor;

import java.util.function.Supplier;

/** Hears what each stage makes of a model. The stages themselves know nothing of it. */
@FunctionalInterface
interface StageListener {

  /** Hears nothing. */
  StageListener NONE = (stage, text) -> {};

  /**
   * A stage is done.
   *
   * @param stage which
   * @param text makes the text form of its result
   */
  void done(Stage stage, Supplier<String> text);
}
