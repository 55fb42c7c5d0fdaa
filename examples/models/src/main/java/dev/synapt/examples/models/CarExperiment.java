package dev.synapt.examples.models;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.data.CsvFormat;
import dev.synapt.runtime.data.CsvFormat.Missing;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.data.Splits;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.training.EarlyStopping;
import dev.synapt.runtime.training.Training;
import dev.synapt.runtime.training.recipe.Baselines;
import dev.synapt.runtime.training.recipe.CrossValidation;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * {@link CarMileage} by cross-validation: five times, each time on four fifths of the cars and judged
 * on the last one.
 *
 * @param network of the folds; its losses are squared errors
 * @param linear the squared error of linear regression, the mean over the same folds
 * @param mean that of always saying the mean
 */
record CarExperiment(CrossValidation network, double linear, double mean) {

  static final int EPOCHS = 300;

  private static final int FOLDS = 5;

  /** Of the cars to train on; the others say when to stop. */
  private static final double TRAINED_ON = 0.85;

  /** The cars of the years 1970 to 1982 of which everything is known: 392 of 406. */
  static Dataset cars() throws IOException {
    CsvFormat format =
        CsvFormat.target("milesPerGallon").ignore("name").whenMissing(Missing.DROP);
    return BundledFile.read("data/cars.csv", file -> format.fit(file).read(file));
  }

  static CarExperiment run(Dataset cars, Plan plan) {
    List<Dataset.Split> folds = Splits.folds(cars, FOLDS, plan.seed());
    return new CarExperiment(
        CrossValidation.run(folds, (train, fold) -> train(train, plan, fold)),
        mean(folds, fold -> Baselines.linear(fold.first(), fold.second()).loss()),
        mean(folds, fold -> Baselines.of(fold.first(), fold.second()).loss()));
  }

  private static double mean(List<Dataset.Split> folds, ToDoubleFunction<Dataset.Split> figure) {
    return folds.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static CarMileageNetwork train(Dataset cars, Plan plan, int fold) {
    Dataset.Split parts = Splits.random(cars, TRAINED_ON, plan.seed() + fold);
    return new CarMileageNetwork(
        Training.of(new CarMileageTrainer())
            .data(parts.first())
            .validation(parts.second())
            .normalize(Normalization.standardize().perFeature())
            .optimizer(Adam.withLearningRate(0.01))
            .earlyStopping(EarlyStopping.patience(40))
            .epochs(plan.epochs())
            .seed(plan.seed() + fold)
            .threads(plan.threads())
            .fit()
            .bestWeights());
  }

  double networkError() {
    return network.mean(fold -> fold.validation().loss());
  }
}
