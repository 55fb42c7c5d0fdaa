package dev.synapt.examples.models;

import dev.synapt.runtime.Weights;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Judges saved weights. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Shows how well saved weights do on data that they were not trained on.")
final class EvaluateCommand extends SharedCommand {

  @Mixin private FileOptions files;

  EvaluateCommand(ModelCommand model, PrintStream out) {
    super(model, out);
  }

  @Override
  <W extends Weights> int run(Workbench<W> bench) throws IOException {
    showResult(bench, files.load(bench));
    return 0;
  }
}
