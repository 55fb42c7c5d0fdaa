package dev.synapt.runtime.optimizer;

/**
 * How weights are kept small. In a {@link ParameterGroup} not-a-number and null stand for what the
 * group does not state.
 *
 * @param weightDecay share of the weight that is added to its gradient, or that it loses directly
 * @param l1 strength of the penalty by magnitudes
 * @param l2 strength of the penalty by squares
 * @param maxNorm limit of the norm of rows
 */
record Regularization(double weightDecay, double l1, double l2, MaxNorm maxNorm) {

  static final Regularization NONE = new Regularization(0, 0, 0, MaxNorm.NONE);

  Regularization withWeightDecay(double value) {
    double checked = Check.notNegative("weight decay", value);
    return new Regularization(checked, l1, l2, maxNorm);
  }

  Regularization withL1(double strength) {
    return new Regularization(weightDecay, Check.notNegative("L1 strength", strength), l2, maxNorm);
  }

  Regularization withL2(double strength) {
    return new Regularization(weightDecay, l1, Check.notNegative("L2 strength", strength), maxNorm);
  }

  Regularization withMaxNorm(MaxNorm value) {
    return new Regularization(weightDecay, l1, l2, value);
  }

  /** What this states, and the rest of another. */
  Regularization over(Regularization former) {
    return new Regularization(
        Double.isNaN(weightDecay) ? former.weightDecay : weightDecay,
        Double.isNaN(l1) ? former.l1 : l1,
        Double.isNaN(l2) ? former.l2 : l2,
        maxNorm == null ? former.maxNorm : maxNorm);
  }

  /** As settings in a text; of those that are 0, only what a group states is written. */
  String text(boolean group) {
    StringBuilder text = new StringBuilder();
    append(text, "weightDecay", weightDecay, group);
    append(text, "l1", l1, group);
    append(text, "l2", l2, group);
    if (maxNorm != null && (group || maxNorm.limits())) {
      text.append(", maxNorm=").append(maxNorm.limit()).append(' ').append(maxNorm.norm());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String name, double value, boolean group) {
    if (!Double.isNaN(value) && (group || value != 0)) {
      text.append(", ").append(name).append('=').append(value);
    }
  }
}
