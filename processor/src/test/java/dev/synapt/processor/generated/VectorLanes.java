package dev.synapt.processor.generated;

import jdk.incubator.vector.FloatVector;

/** Apart from others because loading it needs the vector module. */
final class VectorLanes {

  private VectorLanes() {}

  /** Floats of the registers that this JVM uses. */
  static int preferred() {
    return FloatVector.SPECIES_PREFERRED.length();
  }
}
