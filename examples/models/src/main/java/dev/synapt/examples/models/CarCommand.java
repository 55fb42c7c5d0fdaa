package dev.synapt.examples.models;

import dev.synapt.runtime.data.Dataset;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains {@link CarMileage}. */
@Command(
    name = "cars",
    mixinStandardHelpOptions = true,
    description = "Predicts the mileage of cars from a table, by five-fold cross-validation.")
final class CarCommand implements ModelCommand {

  private final PrintStream out;

  @Mixin private TrainingOptions options;

  CarCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public TrainingOptions options() {
    return options;
  }

  @Override
  public Workbench<?> workbench() throws IOException {
    return CarExperiment.workbench(options.plan(CarExperiment.EPOCHS));
  }

  @Override
  public List<float[]> samples(Path file, int[] shape) throws IOException {
    if (!file.toString().endsWith(".csv")) {
      return ModelCommand.super.samples(file, shape);
    }
    Dataset cars = CarExperiment.cars(file);
    return IntStream.range(0, cars.size()).mapToObj(cars::input).toList();
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
