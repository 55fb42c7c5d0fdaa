package dev.synapt.runtime;

import jdk.incubator.vector.FloatVector;

/** Apart from {@link CodePath} because loading it needs the vector module. */
final class VectorRegisters {

  private VectorRegisters() {}

  /** Floats of a vector register. */
  static int floats() {
    return FloatVector.SPECIES_PREFERRED.length();
  }
}
