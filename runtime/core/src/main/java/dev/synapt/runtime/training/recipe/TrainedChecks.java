package dev.synapt.runtime.training.recipe;

import static dev.synapt.runtime.training.recipe.RestoredTrainer.text;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Splits;
import dev.synapt.runtime.metric.RegressionErrors;
import dev.synapt.runtime.training.Evaluation;
import dev.synapt.runtime.training.NonFiniteLossException;
import dev.synapt.runtime.training.Training;
import java.util.List;
import java.util.function.Supplier;

/** Checks of what a short training comes to, at the optimizer's learning rate. */
final class TrainedChecks<W extends Weights> {

  private static final String BASELINES = "beats baselines";
  private static final String FIT = "fit";
  private static final String FOLDS = "bias and variance";

  private final RestoredTrainer<W> restored;
  private final Dataset train;
  private final int epochs;

  TrainedChecks(RestoredTrainer<W> restored, Dataset train, int epochs) {
    this.restored = restored;
    this.train = train;
    this.epochs = epochs;
  }

  /** Both judge the same training. */
  List<Finding> onOtherData(Dataset validation) {
    InferenceNetwork network;
    try {
      network = restored.run(() -> trained(train, 1));
    } catch (NonFiniteLossException e) {
      return List.of(exploded(BASELINES, e), exploded(FIT, e));
    }
    Evaluation judged = Evaluation.of(network, validation);
    return List.of(
        beatsBaselines(network, judged, validation), fit(network, judged.loss(), validation));
  }

  private InferenceNetwork trained(Dataset samples, long seed) {
    return restored
        .trainer()
        .network(
            Training.of(restored.trainer())
                .data(samples)
                .initialWeights(restored.trainer().weights())
                .epochs(epochs)
                .threads(restored.threads())
                .seed(seed)
                .fit()
                .lastWeights());
  }

  private static Finding exploded(String check, NonFiniteLossException error) {
    return Finding.of(check, false, error.getMessage());
  }

  private Finding beatsBaselines(InferenceNetwork network, Evaluation judged, Dataset validation) {
    if (!network.loss().ofEstimates()) {
      return Finding.skipped(BASELINES, "not all predictions are estimates of the targets");
    }
    if (!network.outputSpecs().isEmpty()) {
      return lessLoss(judged.loss(), ConstantAnswer.loss(network, train, validation));
    }
    return train.hasLabels()
        ? moreRight(judged, validation)
        : lessError(squaredError(network, validation), validation);
  }

  /** By accuracy; the linear model may be as much better as chance explains. */
  private Finding moreRight(Evaluation judged, Dataset validation) {
    double constant = Baselines.of(train, validation).accuracy();
    boolean single = train.targetSize() == 1;
    double linear = single ? Baselines.linear(train, validation).accuracy() : Double.NaN;
    double right = judged.accuracy();
    double chance = Math.sqrt(right * (1 - right) / validation.size());
    return Finding.of(
        BASELINES,
        right > constant && !(linear > right + chance),
        text(
            "accuracy %.2f %%, %.2f %% always naming the most frequent class, %s",
            100 * right,
            100 * constant,
            single
                ? text("%.2f %% of a linear model", 100 * linear)
                : "no linear model of several labels"));
  }

  /** For several outputs, of different kinds. */
  private static Finding lessLoss(double loss, double constant) {
    return Finding.of(
        BASELINES,
        loss < constant,
        text(
            "loss %.4g, %.4g for always the same answer, no linear model of several outputs",
            loss, constant));
  }

  private Finding lessError(double error, Dataset validation) {
    double constant = Baselines.of(train, validation).loss();
    double linear = Baselines.linear(train, validation).loss();
    return Finding.of(
        BASELINES,
        error < constant && error <= linear,
        text(
            "mean squared error %.4g, %.4g always giving the mean, %.4g of a linear model",
            error, constant, linear));
  }

  private static double squaredError(InferenceNetwork network, Dataset validation) {
    RegressionErrors errors = new RegressionErrors();
    for (int i = 0; i < validation.size(); i++) {
      float[] predicted = network.predict(validation.input(i));
      for (int t = 0; network.loss().ofLogarithms() && t < predicted.length; t++) {
        predicted[t] = (float) Math.exp(predicted[t]);
      }
      errors.add(validation.targets(i), 0, predicted, 0, predicted.length);
    }
    return errors.mse();
  }

  private Finding fit(InferenceNetwork network, double loss, Dataset validation) {
    double constant = ConstantAnswer.loss(network, train, validation);
    if (!(constant > 0)) {
      return Finding.skipped(FIT, text("always the same answer costs %.4g already", constant));
    }
    double training = Evaluation.of(network, train).loss();
    FitVerdict verdict = FitVerdict.of(training, loss, loss, constant, false);
    return judged(FIT, verdict, text("%d epochs, %s", epochs, verdict));
  }

  private static Finding judged(String check, FitVerdict verdict, String figures) {
    return verdict.kind() == FitVerdict.Kind.FINE
        ? Finding.of(check, true, figures)
        : Finding.of(check, false, figures + "; try: " + String.join("; ", verdict.advice()));
  }

  Finding biasAndVariance(int folds) {
    boolean single = train.hasLabels() && train.targetSize() == 1;
    List<Dataset.Split> splits =
        single ? Splits.stratifiedFolds(train, folds, 1) : Splits.folds(train, folds, 1);
    try {
      CrossValidation report = CrossValidation.run(splits, this::trainedFold);
      return judged(FOLDS, report.verdict(), report + accuracy(report));
    } catch (NonFiniteLossException e) {
      return exploded(FOLDS, e);
    }
  }

  private InferenceNetwork trainedFold(Dataset samples, int fold) {
    Supplier<InferenceNetwork> training = () -> trained(samples, fold + 1);
    return restored.run(training);
  }

  private String accuracy(CrossValidation report) {
    return train.hasLabels()
        ? text(
            "; accuracy %.2f ± %.2f %%",
            100 * report.mean(fold -> fold.validation().accuracy()),
            100 * report.deviation(fold -> fold.validation().accuracy()))
        : "";
  }
}
