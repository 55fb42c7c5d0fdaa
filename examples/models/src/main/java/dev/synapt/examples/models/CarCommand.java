package dev.synapt.examples.models;

import dev.synapt.runtime.data.Dataset;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains {@link CarMileage}. */
@Command(
    name = "cars",
    mixinStandardHelpOptions = true,
    description = "Predicts the mileage of cars from a table, by five-fold cross-validation.")
final class CarCommand implements Callable<Integer> {

  private final PrintStream out;

  @Mixin private TrainingOptions options;

  CarCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Dataset cars = CarExperiment.cars();
    out.println(CarMileageTrainer.summary());
    CarExperiment result = CarExperiment.run(cars, options.plan(CarExperiment.EPOCHS));
    show("%d cars; errors of cars that were not trained on, in miles per gallon:", cars.size());
    show("  always the mean    %5.2f", Math.sqrt(result.mean()));
    show("  linear regression  %5.2f", Math.sqrt(result.linear()));
    show("  the network        %5.2f", Math.sqrt(result.networkError()));
    show("Squared errors over the %s", result.network());
    return 0;
  }

  private void show(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
