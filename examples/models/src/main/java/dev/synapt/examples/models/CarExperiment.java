package dev.synapt.examples.models;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.data.CsvEncoding;
import dev.synapt.runtime.data.CsvFormat;
import dev.synapt.runtime.data.CsvFormat.Missing;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.data.Splits;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.training.EarlyStopping;
import dev.synapt.runtime.training.LearningRateSchedule;
import dev.synapt.runtime.training.recipe.Baselines;
import dev.synapt.runtime.training.recipe.CrossValidation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * {@link CarMileage} by cross-validation: five times, each time on four fifths of the cars and
 * judged on the last one.
 *
 * @param network of the folds; its losses are squared errors
 * @param linear the squared error of linear regression, the mean over the same folds
 * @param mean that of always saying the mean
 */
record CarExperiment(CrossValidation network, double linear, double mean) {

  static final int EPOCHS = 300;

  private static final int FOLDS = 5;
  private static final String CARS = "data/cars.csv";

  private static final CsvFormat FORMAT =
      CsvFormat.target("milesPerGallon").ignore("name").whenMissing(Missing.DROP);

  private static final Regimen REGIMEN =
      Regimen.of(
          Normalization.standardize().perFeature(),
          Adam.withLearningRate(0.01),
          LearningRateSchedule.constant());

  /** Of the cars to train on; the others say when to stop. */
  private static final double TRAINED_ON = 0.85;

  /** The cars of the years 1970 to 1982 of which everything is known: 392 of 406. */
  static Dataset cars() throws IOException {
    return BundledFile.read(CARS, file -> FORMAT.fit(file).read(file));
  }

  /** Cars of another table with the same columns. */
  static Dataset cars(Path table) throws IOException {
    CsvEncoding encoding = BundledFile.read(CARS, FORMAT::fit);
    return encoding.read(table);
  }

  /** For the commands of all models: one fold. */
  static Workbench<CarMileageWeights> workbench(Plan plan) throws IOException {
    Dataset.Split parts = Splits.random(cars(), TRAINED_ON, plan.seed());
    return new Workbench<>(
        "cars",
        CarMileageTrainer.summary(),
        CarMileageTrainer::new,
        CarMileageWeights::new,
        REGIMEN,
        EPOCHS,
        parts.first(),
        parts.second());
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
        REGIMEN
            .training(new CarMileageTrainer(), plan)
            .data(parts.first())
            .validation(parts.second())
            .earlyStopping(EarlyStopping.patience(40))
            .seed(plan.seed() + fold)
            .fit()
            .bestWeights());
  }

  double networkError() {
    return network.mean(fold -> fold.validation().loss());
  }
}
