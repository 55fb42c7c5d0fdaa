package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.HeadCode;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;

/** Says which loss goes with what, and how many labels there are. */
final class OutputRules {

  private OutputRules() {}

  /** Checks what arrives at the output; its shape stays. */
  static void check(Layer.Output output, Shape input, ShapeReport report) {
    if (output.loss().hasClasses()) {
      checkClasses(output, input, report);
    }
    checkWeights(output, input, report);
    checkLabels(output, report);
    int labels = output.labels().size();
    int units = output.loss().hasClasses() ? input.channels() : input.size();
    if (labels > 0 && labels != units) {
      report.add(HeadCode.LABEL_COUNT, output.at().value("labels"), output.field(), labels, units);
    }
  }

  /** A class is known by its label, so each needs one of its own. */
  private static void checkLabels(Layer.Output output, ShapeReport report) {
    SourceRef at = output.at().value("labels");
    List<String> labels = output.labels();
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      int first = labels.indexOf(label);
      if (label.isBlank()) {
        report.add(HeadCode.LABEL_BLANK, at.item(i), output.field(), i);
      } else if (first < i) {
        report.add(HeadCode.LABEL_TWICE, at.item(i), output.field(), label, first, i);
      }
    }
  }

  private static void checkClasses(Layer.Output output, Shape input, ShapeReport report) {
    if (input.channels() == 1) {
      report.add(HeadCode.CROSS_ENTROPY_SINGLE_UNIT, output.at().value("loss"), output.field());
    }
  }

  private static void checkWeights(Layer.Output output, Shape input, ShapeReport report) {
    int weights = output.options().classWeights().size();
    if (weights > 0 && weights != input.channels()) {
      report.add(
          HeadCode.CLASS_WEIGHT_COUNT,
          output.at().value("classWeights"),
          output.field(),
          weights,
          input.channels());
    }
  }
}
