package dev.synapt.runtime.optimizer;

/**
 * What counts for one tensor.
 *
 * @param rateFactor on the learning rate; 0 if the tensor stays as it is
 * @param regularization with nothing for what is left alone
 */
record TensorSettings(double rateFactor, Regularization regularization) {

  boolean isFrozen() {
    return rateFactor == 0;
  }

  boolean isPenalised() {
    return regularization.l1() != 0 || regularization.l2() != 0;
  }

  boolean isLimited() {
    return !isFrozen() && regularization.maxNorm().limits();
  }
}
