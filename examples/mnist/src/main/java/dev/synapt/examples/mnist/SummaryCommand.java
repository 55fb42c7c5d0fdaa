package dev.synapt.examples.mnist;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows what the network is made of. */
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Shows the network's layers, shapes, parameters and cost.")
final class SummaryCommand implements Callable<Integer> {

  private final Terminal terminal;

  SummaryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.line(LeNet5Trainer.summary());
    return 0;
  }
}
