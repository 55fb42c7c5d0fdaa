package dev.synapt.examples.models;

import dev.synapt.runtime.Weights;
import java.io.PrintStream;
import picocli.CommandLine.Command;

/** Shows the layers. */
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = "Shows the layers, their shapes, parameters and memory.")
final class SummaryCommand extends SharedCommand {

  SummaryCommand(ModelCommand model, PrintStream out) {
    super(model, out);
  }

  @Override
  <W extends Weights> int run(Workbench<W> bench) {
    out().println(bench.summary());
    return 0;
  }
}
