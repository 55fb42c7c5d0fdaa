package dev.synapt.report;

import dev.synapt.runtime.training.EpochReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the training cost.
 *
 * @param recorder what was done
 * @param energy the assumptions
 */
record CostSection(RunRecorder recorder, EnergyEstimate energy) {

  String markup() {
    if (recorder.history().epochs().isEmpty()) {
      return "";
    }
    return Page.grid(
        "two",
        Page.card("Time", Tables.pairs(time()))
            + Page.card("Energy, estimated", Tables.pairs(emissions())));
  }

  private Map<String, String> time() {
    List<EpochReport> epochs = recorder.history().epochs();
    double training = epochs.stream().mapToDouble(EpochReport::trainingSeconds).sum();
    double validation = epochs.stream().mapToDouble(EpochReport::validationSeconds).sum();
    long samples = epochs.stream().mapToLong(EpochReport::samples).sum();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("from first step to last", Text.duration(recorder.wallSeconds()));
    rows.put("of it training", Text.duration(training));
    rows.put("of it validating", Text.duration(validation));
    rows.put("processor time, all cores together", cpu());
    rows.put("samples trained on", Text.count(samples));
    rows.put("samples a second of training", Text.count(Math.round(samples / training)));
    return rows;
  }

  private boolean isKnown() {
    return recorder.cpuSeconds() > 0;
  }

  private String cpu() {
    return isKnown()
        ? Text.format(
            "%s (%.2f cores busy on average)",
            Text.duration(recorder.cpuSeconds()),
            recorder.cpuSeconds() / Math.max(1e-9, recorder.wallSeconds()))
        : "this system does not tell";
  }

  private Map<String, String> emissions() {
    Map<String, String> rows = new LinkedHashMap<>();
    double seconds = recorder.cpuSeconds();
    rows.put(
        "energy", isKnown() ? Text.format("%.3f Wh", 1000 * energy.kilowattHours(seconds)) : "–");
    rows.put(
        "greenhouse gases", isKnown() ? Text.format("%.3f g CO2e", energy.grams(seconds)) : "–");
    rows.put("assumed: a busy core draws", Text.number(energy.wattsPerCore()) + " W");
    rows.put("assumed: cooling and supply multiply that by", Text.number(energy.overhead()));
    rows.put("assumed: a kilowatt hour is", Text.number(energy.gramsPerKilowattHour()) + " g CO2e");
    rows.put("not counted", "making the machine, and whatever else it did meanwhile");
    return rows;
  }
}
