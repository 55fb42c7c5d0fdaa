package dev.synapt.examples.models;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.metric.RegressionErrors;
import dev.synapt.runtime.optimizer.AdamW;
import dev.synapt.runtime.training.LearningRateSchedule;
import dev.synapt.runtime.training.TrainingListener;
import dev.synapt.runtime.training.recipe.Baselines;
import java.time.LocalDate;

/**
 * {@link Co2Forecaster}: learns from the weeks before 1992, is judged on those from then on. The
 * rate and the number of epochs were found by training on the weeks before 1987 and looking at the
 * five years after. Errors are squares of parts per million, means over all weeks to forecast.
 *
 * @param network the network's
 * @param lastValue of saying that it stays as it is
 * @param lastYear of saying that it will be as 52 weeks before
 * @param lastGrowth of saying that it will be as 52 weeks before, plus what the last week had more
 *     than 52 weeks before
 * @param linear of linear regression on the same windows
 */
record Co2Experiment(
    double network, double lastValue, double lastYear, double lastGrowth, double linear) {

  static final int EPOCHS = 40;

  private static final Regimen REGIMEN =
      Regimen.of(
          Normalization.standardize().perChannel(),
          AdamW.withLearningRate(2e-3).weightDecay(0.5),
          LearningRateSchedule.cosine());

  private static final LocalDate BEGIN = Co2Series.FIRST_WEEK;
  private static final LocalDate TEST = LocalDate.of(1992, 1, 1);
  private static final LocalDate END = Co2Series.END;

  static Co2Experiment run(Co2Series series, Plan plan, TrainingListener listener) {
    Co2ForecasterNetwork network =
        new Co2ForecasterNetwork(
            REGIMEN
                .training(new Co2ForecasterTrainer(), plan)
                .data(series.between(BEGIN, TEST))
                .listener(listener)
                .fit()
                .lastWeights());
    Dataset test = series.between(TEST, END);
    return new Co2Experiment(
        errors(network, test).mse(),
        series.errorsOfLastValue(TEST, END).mse(),
        series.errorsOfLastYear(TEST, END).mse(),
        Baselines.lastValue(test).loss(),
        Baselines.linear(series.between(BEGIN, TEST), test).loss());
  }

  /** For the commands of all models. */
  static Workbench<Co2ForecasterWeights> workbench(Co2Series series) {
    return new Workbench<>(
        "co2",
        Co2ForecasterTrainer.summary(),
        Co2ForecasterTrainer::new,
        Co2ForecasterWeights::new,
        REGIMEN,
        EPOCHS,
        series.between(BEGIN, TEST),
        series.between(TEST, END));
  }

  private static RegressionErrors errors(Co2ForecasterNetwork network, Dataset test) {
    RegressionErrors errors = new RegressionErrors();
    for (int i = 0; i < test.size(); i++) {
      float[] forecast = network.predict(test.input(i));
      errors.add(test.targets(i), 0, forecast, 0, forecast.length);
    }
    return errors;
  }
}
