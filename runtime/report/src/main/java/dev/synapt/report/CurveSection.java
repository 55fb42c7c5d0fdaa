package dev.synapt.report;

import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.ValidationReport;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Loss, accuracy, learning rate and speed over the epochs. */
record CurveSection(RunRecorder recorder) {

  String markup() {
    return recorder.history().epochs().isEmpty()
        ? ""
        : Page.grid("two", loss() + accuracy() + learningRate() + speed());
  }

  private List<Point> epochs(ToDoubleFunction<EpochReport> figure) {
    return recorder.history().epochs().stream()
        .map(e -> new Point(e.epoch(), figure.applyAsDouble(e)))
        .toList();
  }

  private List<Point> validations(ToDoubleFunction<ValidationReport> figure) {
    return recorder.history().validations().stream()
        .map(v -> new Point(recorder.epoch(v), figure.applyAsDouble(v)))
        .toList();
  }

  private String loss() {
    String chart =
        new LineChart("loss over the epochs", "epoch", 1, "")
            .curve("single steps", "faint-line", recorder.loss(), false)
            .curve("training", "one", epochs(EpochReport::loss), true)
            .curve("validation", "two-line", validations(ValidationReport::loss), true)
            .logarithmicY()
            .markup();
    return Page.card("Loss", chart);
  }

  private String accuracy() {
    boolean labels = epochs(EpochReport::accuracy).stream().anyMatch(p -> !Double.isNaN(p.y()));
    if (!labels) {
      return "";
    }
    String chart =
        new LineChart("accuracy over the epochs", "epoch", 100, " %")
            .curve("training", "one", epochs(EpochReport::accuracy), true)
            .curve("validation", "two-line", validations(ValidationReport::accuracy), true)
            .markup();
    return Page.card("Accuracy", chart);
  }

  private String learningRate() {
    String chart =
        new LineChart("learning rate over the epochs", "epoch", 1, "")
            .curve("learning rate", "three-line", recorder.learningRate(), false)
            .fromZero()
            .markup();
    return Page.card("Learning rate", chart);
  }

  private String speed() {
    String chart =
        new LineChart("samples trained per second", "epoch", 1, "")
            .curve("samples per second", "one", epochs(EpochReport::samplesPerSecond), true)
            .fromZero()
            .markup();
    return Page.card("Throughput", chart);
  }
}
