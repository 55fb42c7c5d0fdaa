package dev.synapt.examples.peers.run;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Compares Synapt with other libraries. */
@Command(
    name = "peers",
    description = "Compares Synapt with other libraries on the same work, in processes of their own.",
    subcommands = {CheckCommand.class, RunCommand.class, ReportCommand.class},
    mixinStandardHelpOptions = true)
public final class Main {

  private Main() {}

  /**
   * Runs a command.
   *
   * @param arguments {@code --help} explains them
   */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }
}
