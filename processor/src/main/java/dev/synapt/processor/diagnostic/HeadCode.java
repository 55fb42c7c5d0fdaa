package dev.synapt.processor.diagnostic;

import static dev.synapt.processor.diagnostic.Wording.error;

/** Mistakes at an output: what its loss takes, labels, weights of classes. */
public enum HeadCode implements DiagnosticCode {
  /** Arguments: field of the output, field of the softmax. */
  CROSS_ENTROPY_AFTER_SOFTMAX(
      error(
          "CrossEntropyAfterSoftmax",
          "%1$s: CROSS_ENTROPY takes logits and applies the softmax itself, but %2$s has applied one",
          "remove @Softmax: predict returns probabilities all the same")),
  /** Arguments: field of the output, layer that makes probabilities. */
  BINARY_CROSS_ENTROPY_AFTER_SIGMOID(
      error(
          "BinaryCrossEntropyAfterSigmoid",
          "%1$s: BINARY_CROSS_ENTROPY takes logits and applies the sigmoid itself, but %2$s has made"
              + " probabilities already",
          "remove %2$s: predict returns probabilities all the same")),
  /** Arguments: field of the second softmax, first softmax. */
  SOFTMAX_TWICE(
      error(
          "SoftmaxTwice",
          "%1$s: @Softmax gets probabilities, since %2$s has applied one already",
          "remove one of the two")),
  /** Arguments: field. */
  CROSS_ENTROPY_SINGLE_UNIT(
      error(
          "CrossEntropySingleUnit",
          "%1$s: CROSS_ENTROPY chooses between classes, but there is 1 unit",
          "give the last layer one unit per class, at least 2, or use loss = MSE")),
  /** Arguments: field, number of weights, number of channels. */
  CLASS_WEIGHT_COUNT(
      error(
          "ClassWeightCount",
          "%1$s: %2$s class weights for %3$s classes",
          "write exactly %3$s weights")),
  /** Arguments: field, attribute, loss. */
  LOSS_VALUE_UNUSED(
      error(
          "LossValueUnused",
          "%1$s: %2$s does nothing with loss = %3$s",
          "remove %2$s, or take a loss that has it")),
  /** Arguments: field, number of labels, number of units. */
  LABEL_COUNT(
      error(
          "LabelCount",
          "%1$s: %2$s labels for %3$s units",
          "write exactly %3$s labels, or give the last layer %2$s units")),
  /** Arguments: field, the label's number. */
  LABEL_BLANK(
      error(
          "LabelBlank",
          "%1$s: label %2$s is blank",
          "give it the name of its class, or leave all labels out")),
  /** Arguments: field, label, number of the first, number of the second. */
  LABEL_TWICE(
      error(
          "LabelTwice",
          "%1$s: classes %3$s and %4$s are both labelled \"%2$s\"",
          "give each class a label of its own"));

  private final Wording wording;

  HeadCode(Wording wording) {
    this.wording = wording;
  }

  @Override
  public Wording wording() {
    return wording;
  }
}
