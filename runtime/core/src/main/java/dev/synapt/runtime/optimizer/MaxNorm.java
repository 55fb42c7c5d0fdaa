package dev.synapt.runtime.optimizer;

import java.util.Objects;

/**
 * A limit of the norm of every row.
 *
 * @param limit positive; infinity is none
 * @param norm what is limited
 */
record MaxNorm(double limit, Norm norm) {

  static final MaxNorm NONE = new MaxNorm(Double.POSITIVE_INFINITY, Norm.L2);

  MaxNorm {
    Objects.requireNonNull(norm, "norm");
    if (!(limit > 0)) {
      throw new IllegalArgumentException("max norm must be positive, but is " + limit);
    }
  }

  boolean limits() {
    return limit < Double.POSITIVE_INFINITY;
  }
}
