package dev.synapt.examples.models;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.metric.ConfusionMatrix;
import dev.synapt.runtime.training.Evaluation;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** A command that every model has. */
abstract class SharedCommand implements Callable<Integer> {

  private final ModelCommand model;
  private final PrintStream out;

  SharedCommand(ModelCommand model, PrintStream out) {
    this.model = model;
    this.out = out;
  }

  /** A model's command with all that are shared below it; they take its options too. */
  static CommandLine under(ModelCommand model, PrintStream out) {
    return new CommandLine(model)
        .addSubcommand("train", new TrainCommand(model, out, false))
        .addSubcommand("resume", new TrainCommand(model, out, true))
        .addSubcommand(new EvaluateCommand(model, out))
        .addSubcommand(new PredictCommand(model, out))
        .addSubcommand(new RecipeCommand(model, out))
        .addSubcommand(new LearningRateCommand(model, out))
        .addSubcommand(new SummaryCommand(model, out));
  }

  @Override
  public final Integer call() throws IOException {
    return run(model.workbench());
  }

  /** Gives the exit code. */
  abstract <W extends Weights> int run(Workbench<W> bench) throws IOException;

  final ModelCommand model() {
    return model;
  }

  final PrintStream out() {
    return out;
  }

  final Plan plan(int usualEpochs) {
    return model.options().plan(usualEpochs);
  }

  final void show(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  /** A trainer as the checks want one: with its optimizer and what it learned to normalise by. */
  final <W extends Weights> Trainer<W> prepared(Workbench<W> bench) {
    Trainer<W> trainer = bench.trainer().get();
    trainer.optimizer(bench.regimen().optimizer());
    trainer.normalizer(bench.regimen().normalization().fit(bench.train()));
    trainer.initialize(plan(1).seed());
    trainer.threads(plan(1).threads());
    return trainer;
  }

  final <W extends Weights> void showResult(Workbench<W> bench, W weights) {
    try (Trainer<W> trainer = bench.trainer().get()) {
      Evaluation result = Evaluation.of(trainer.network(weights), bench.test());
      if (bench.test().hasLabels()) {
        ConfusionMatrix matrix = result.confusionMatrix();
        out.println(matrix);
        show("Right: %.2f %%, loss %.4f", 100 * matrix.accuracy(), result.loss());
      } else {
        show(
            "Loss on %,d samples that were not trained on: %.4f",
            bench.test().size(), result.loss());
      }
    }
  }
}
