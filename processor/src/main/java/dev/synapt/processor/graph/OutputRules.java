package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.DiagnosticCode;
import dev.synapt.processor.diagnostic.Diagnostics;

/** Says which loss goes with what, and how many labels there are. */
final class OutputRules {

  private OutputRules() {}

  /** Cross entropy contains the softmax; a second one would flatten every gradient. */
  static void checkSoftmax(Layer before, Layer.Output output, Diagnostics diagnostics) {
    if (before instanceof Layer.Softmax softmax && isCrossEntropy(output)) {
      diagnostics.report(
          DiagnosticCode.CROSS_ENTROPY_AFTER_SOFTMAX.at(
              output.at().value("loss"), output.field(), softmax.name()));
    }
  }

  /** Checks what arrives at the output; its shape stays. */
  static void check(Layer.Output output, Shape input, ShapeReport report) {
    if (isCrossEntropy(output)) {
      checkClasses(output, input, report);
    }
    int labels = output.labels().size();
    if (labels > 0 && labels != input.size()) {
      report.add(
          DiagnosticCode.LABEL_COUNT,
          output.at().value("labels"),
          output.field(),
          labels,
          input.size());
    }
  }

  private static void checkClasses(Layer.Output output, Shape input, ShapeReport report) {
    if (input.rank() > 1) {
      report.add(
          DiagnosticCode.CROSS_ENTROPY_NOT_A_VECTOR,
          output.at().value("loss"),
          output.field(),
          input);
    } else if (input.channels() == 1) {
      report.add(
          DiagnosticCode.CROSS_ENTROPY_SINGLE_UNIT, output.at().value("loss"), output.field());
    }
  }

  private static boolean isCrossEntropy(Layer.Output output) {
    return output.loss() == LossKind.CROSS_ENTROPY;
  }
}
