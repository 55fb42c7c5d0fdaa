package dev.synapt.processor.diagnostic;

import static dev.synapt.processor.diagnostic.Wording.error;
import static dev.synapt.processor.diagnostic.Wording.warning;

/** What compiles but is probably not meant, and budgets that are exceeded. */
public enum LintCode implements DiagnosticCode {
  /** Arguments: field, batch norm, number of channels. */
  BIAS_BEFORE_BATCH_NORM(
      warning(
          "BiasBeforeBatchNorm",
          "%1$s: %2$s subtracts the mean, and with it the bias: %3$s parameters that change nothing",
          "bias = false")),
  /** Arguments: field of the batch norm, activation. */
  ACTIVATION_BEFORE_BATCH_NORM(
      warning(
          "ActivationBeforeBatchNorm",
          "%1$s: @BatchNorm normalizes what %2$s has bent already",
          "write @BatchNorm in front of the activation")),
  /** Arguments: field of the dropout, batch norm. */
  DROPOUT_BEFORE_BATCH_NORM(
      warning(
          "DropoutBeforeBatchNorm",
          "%1$s: dropout spreads values in training only, so %2$s keeps variances that are too large for"
              + " prediction",
          "move @Dropout behind the last @BatchNorm")),
  /** Arguments: field of the second layer, all layers, field of the first. */
  LINEAR_LAYERS_COLLAPSE(
      warning(
          "LinearLayersCollapse",
          "%1$s: %2$s have no activation between them, so together they are one linear layer",
          "put an activation such as @Relu on %3$s, or keep one layer")),
  /** Arguments: field of the output, activation, loss. */
  LOGITS_ACTIVATED(
      warning(
          "LogitsActivated",
          "%1$s: %3$s takes logits of any size, and %2$s confines them",
          "remove the activation of the last layer")),
  /** Arguments: field of the output, loss, layer that its numbers come from, loss of logits. */
  LOG_PROBABILITIES_MISSING(
      warning(
          "LogProbabilitiesMissing",
          "%1$s: %2$s takes logarithms of probabilities, and %3$s makes numbers of another kind",
          "put @LogSoftmax in front of @Output, or take loss = %4$s, which does so itself")),
  /** Arguments: field of the layer where gradients end, why, layers that never learn, way out. */
  DEAD_BRANCH(warning("DeadBranch", "%1$s: %2$s; so no gradient goes past it, and %3$s", "%4$s")),
  /** Arguments: field, initializer, activation, layers in a row, other initializer. */
  INITIALIZER_SATURATES(
      warning(
          "InitializerSaturates",
          "%1$s: %2$s is for ReLU; before %3$s its weights are too large, and %4$s such layers in a row"
              + " saturate",
          "init = Init.%5$s")),
  /** Arguments: field of the first, layers in a row, how much gradients shrink. */
  SIGMOIDS_IN_A_ROW(
      warning(
          "SigmoidsInARow",
          "%1$s: the slope of a sigmoid is at most 1/4, so gradients shrink %3$s times at least through"
              + " %2$s of them",
          "use @Relu or @Tanh in hidden layers, or put @BatchNorm in front of each @Sigmoid")),
  /** Arguments: field, weights, inputs, units, bytes. */
  LARGE_DENSE(
      warning(
          "LargeDense",
          "%1$s: %2$s weights, from %3$s inputs to %4$s units, take %5$s bytes, and as many again for"
              + " gradients",
          "fewer units, or pooling in front of %1$s")),
  /** Arguments: model, batch, samples computed, percent more, better batches. */
  BATCH_WASTES_LANES(
      warning(
          "BatchWastesLanes",
          "%1$s: batch = %2$s is computed as %3$s samples, 16 at a time: %4$s %% more work than needed",
          "%5$s")),
  /** Arguments: model, what it costs, of what, how much more, the limit, table. */
  BUDGET_EXCEEDED(
      error(
          "BudgetExceeded",
          "%1$s: %2$s %3$s are %4$s more than the budget of %5$s; most are in%6$s",
          "make the first of them smaller, or raise the budget")),
  /** Arguments: tag, question whether another one was meant. */
  UNKNOWN_WARNING_TAG(
      warning(
          "UnknownWarningTag",
          "there is no warning %1$s%2$s",
          "write the word in brackets that the warning begins with, as in \"synapt:RowsUnread\""));

  private final Wording wording;

  LintCode(Wording wording) {
    this.wording = wording;
  }

  @Override
  public Wording wording() {
    return wording;
  }
}
