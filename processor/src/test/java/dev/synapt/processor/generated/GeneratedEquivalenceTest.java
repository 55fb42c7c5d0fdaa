package dev.synapt.processor.generated;

/** Awkward sizes, windows, layouts and every layer, by name. */
final class GeneratedEquivalenceTest extends EquivalenceChecks {

  GeneratedEquivalenceTest() {
    super(EquivalenceNets.named());
  }
}
