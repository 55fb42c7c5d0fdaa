package dev.synapt.report;

import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.History;
import dev.synapt.runtime.training.recipe.FitVerdict;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures to look at first.
 *
 * @param recorder what was done
 * @param results null if the network is not judged
 * @param energy for the estimate
 * @param settings of the training
 * @param verdict null if there is none
 */
record Overview(
    RunRecorder recorder,
    ResultSection results,
    EnergyEstimate energy,
    Map<String, String> settings,
    FitVerdict verdict) {

  String markup() {
    StringBuilder cards = new StringBuilder();
    if (results != null) {
      result(cards);
    }
    History history = recorder.history();
    if (!history.epochs().isEmpty()) {
      training(cards, history);
    }
    String table = settings.isEmpty() ? "" : Page.card("Settings", Tables.pairs(settings));
    return Page.grid("four", cards.toString()) + Page.grid("two", judgement() + table);
  }

  private String judgement() {
    if (verdict == null) {
      return "";
    }
    boolean fine = verdict.kind() == FitVerdict.Kind.FINE;
    String title =
        switch (verdict.kind()) {
          case FINE -> "A good fit";
          case UNDERFITTING -> "Underfitting: it learned too little";
          case OVERFITTING -> "Overfitting: it learned by heart";
        };
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("loss on training data, last epochs", Text.number(verdict.trainingLoss()));
    rows.put("loss on other data, last epoch", Text.number(verdict.validationLoss()));
    rows.put("loss on other data, best epoch", Text.number(verdict.bestValidationLoss()));
    rows.put("loss of always the same answer", Text.number(verdict.baselineLoss()));
    if (!verdict.advice().isEmpty()) {
      rows.put("to try", String.join("; ", verdict.advice()));
    }
    return Page.card(
        fine ? "verdict good" : "verdict bad",
        "Verdict",
        "<p><b>" + title + "</b></p>" + Tables.pairs(rows));
  }

  private void result(StringBuilder cards) {
    int size = results.data().size();
    if (results.data().hasLabels()) {
      cards.append(
          figure(
              Text.percent(results.evaluation().accuracy()), "of " + Text.count(size) + " right"));
    }
    cards.append(figure(Text.number(results.evaluation().loss()), "loss on data not trained on"));
  }

  private void training(StringBuilder cards, History history) {
    int epochs = history.epochs().size();
    cards.append(
        figure(
            Text.duration(recorder.wallSeconds()),
            epochs + (epochs == 1 ? " epoch" : " epochs") + " of training"));
    double seconds = history.epochs().stream().mapToDouble(EpochReport::trainingSeconds).sum();
    long samples = history.epochs().stream().mapToLong(EpochReport::samples).sum();
    cards.append(figure(Text.count(Math.round(samples / seconds)), "samples a second"));
    if (recorder.cpuSeconds() > 0) {
      cards.append(
          figure(
              Text.format("%.2f g", energy.grams(recorder.cpuSeconds())),
              "CO2e, estimated; assumptions below"));
    }
  }

  private static String figure(String number, String what) {
    return "<div class=\"card figure\"><b>%s</b><span>%s</span></div>\n"
        .formatted(Text.escape(number), Text.escape(what));
  }
}
