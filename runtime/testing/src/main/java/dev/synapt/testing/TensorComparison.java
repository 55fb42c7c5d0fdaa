package dev.synapt.testing;

import java.util.Locale;

/** Collects the comparisons of one tensor's gradient, and keeps the worst. */
final class TensorComparison {

  private final String name;
  private final double scale;
  private int checked;
  private int kinks;
  private double worst;
  private double differences;
  private double trainer = Double.NaN;
  private String fault = "";

  TensorComparison(String name, double scale) {
    this.name = name;
    this.scale = scale;
  }

  /** The size of the tensor's entries that errors are judged by. */
  double scale() {
    return scale;
  }

  /** How many entries were compared with differences. */
  int checked() {
    return checked;
  }

  /** The gradient of an entry, and the difference of the loss, NaN across a kink. */
  void differences(int entry, double gradient, double difference, double allowed) {
    if (Double.isNaN(difference) && !Double.isNaN(gradient)) {
      kinks++;
      return;
    }
    checked++;
    note("differences of the loss give", entry, gradient, difference, allowed);
    differences = worse(differences, Math.abs(gradient - difference) / scale);
  }

  /** The gradient of an entry, and the trainer's. */
  void trainer(int entry, double gradient, double got, double allowed) {
    note("the trainer computes", entry, gradient, got, allowed);
    trainer = worse(trainer, Math.abs(gradient - got) / scale);
  }

  private void note(String what, int entry, double gradient, double got, double allowed) {
    double error = Math.abs(gradient - got) / allowed;
    if (!(error <= 1) && !(error <= worst)) {
      worst = error;
      fault = fault(what, entry, got, gradient);
    }
  }

  private static double worse(double worst, double error) {
    return error <= worst ? worst : error;
  }

  private String fault(String what, int entry, double got, double gradient) {
    return String.format(
        Locale.ROOT,
        "%s, entry %d: %s %.9g, but the gradient is %.9g (its largest entries are about %.3g)",
        name,
        entry,
        what,
        got,
        gradient,
        scale);
  }

  /** What was found. */
  TensorCheck result(String shape, int entries) {
    String missing = checked == 0 ? name + ": the loss has kinks beside every entry tried" : "";
    return new TensorCheck(
        name,
        shape,
        entries,
        checked,
        kinks,
        differences,
        trainer,
        fault.isEmpty() ? missing : fault);
  }
}
