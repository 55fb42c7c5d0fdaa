package dev.synapt.examples.models;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Predicts from files. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Predicts from files: images where the model takes images (of any size, bright on black),",
      "arrays of NumPy (.npy) with a row for each sample, and tables (.csv) of cars."
    })
final class PredictCommand extends SharedCommand {

  private static final int SHOWN = 3;

  @Mixin private FileOptions files;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to predict from.")
  private List<Path> inputs;

  PredictCommand(ModelCommand model, PrintStream out) {
    super(model, out);
  }

  @Override
  <W extends Weights> int run(Workbench<W> bench) throws IOException {
    W weights = files.load(bench);
    try (Trainer<W> trainer = bench.trainer().get()) {
      InferenceNetwork network = trainer.network(weights);
      for (Path file : inputs) {
        for (float[] sample : model().samples(file, bench.test().shape())) {
          show("%s: %s", file, text(network.predict(sample), bench.test()));
        }
      }
    }
    return 0;
  }

  private static String text(float[] result, Dataset data) {
    if (data.hasLabels()) {
      return likeliest(shares(result, data.targetSize()), data.classNames());
    }
    return IntStream.range(0, result.length)
        .mapToObj(i -> String.format(Locale.ROOT, "%.4g", result[i]))
        .collect(Collectors.joining(", "));
  }

  /** Of several positions, the mean of their probabilities: the class's share of the image. */
  private static double[] shares(float[] result, int positions) {
    double[] shares = new double[result.length / positions];
    for (int i = 0; i < result.length; i++) {
      shares[i / positions] += result[i] / positions;
    }
    return shares;
  }

  private static String likeliest(double[] shares, List<String> names) {
    Comparator<Integer> byShare = Comparator.comparingDouble(c -> -shares[c]);
    return IntStream.range(0, shares.length)
        .boxed()
        .sorted(byShare)
        .limit(SHOWN)
        .map(c -> String.format(Locale.ROOT, "%s (%.1f %%)", names.get(c), 100 * shares[c]))
        .collect(Collectors.joining(", "));
  }
}
