package dev.synapt.examples.mnist;

import dev.synapt.runtime.training.Evaluation;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Judges saved weights. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Shows how well saved weights do on the test images.")
final class EvaluateCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private DataOption data;
  @Mixin private ModelOption model;

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    MnistData images = data.read();
    Evaluation evaluation = Evaluation.of(new LeNet5Network(model.read()), images.test());
    new ResultText(terminal, images).show(evaluation);
    return 0;
  }
}
