package dev.synapt.examples.mnist;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Starts the example. */
public final class Main {

  private Main() {}

  /**
   * Trains LeNet-5 and ends the JVM: exit code 0 if all went well, 1 if data, files or training
   * failed, 2 if an option is wrong.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(commandLine(Terminal.standard()).execute(args));
  }

  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new TrainCommand(terminal))
        .setParameterExceptionHandler((error, args) -> wrongOption(error))
        .setExecutionExceptionHandler((error, command, parsed) -> failure(error, command));
  }

  /** The mistake alone: a whole page of help would hide it. */
  private static int wrongOption(ParameterException error) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(error.getMessage()));
    err.println("--help lists the options.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int failure(Exception error, CommandLine command) throws Exception {
    String message = UserError.message(error);
    if (message == null) {
      throw error;
    }
    command.getErr().println(command.getColorScheme().errorText(message));
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
