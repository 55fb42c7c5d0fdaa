package dev.synapt.examples.mnist;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Starts the example. */
public final class Main {

  private Main() {}

  /**
   * Runs a command, training unless one is named, and ends the JVM: exit code 0 if all went well, 1
   * if data, files, training or a check failed, 2 if an option is wrong.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(commandLine(Terminal.standard()).execute(args));
  }

  static CommandLine commandLine(Terminal terminal) {
    CommandLine train = named("train", TrainCommand.begin(terminal));
    CommandLine resume = named("resume", TrainCommand.resume(terminal));
    resume
        .getCommandSpec()
        .usageMessage()
        .description("Goes on with a training that was interrupted; give the options that it had.");
    return new CommandLine(TrainCommand.begin(terminal))
        .addSubcommand(train)
        .addSubcommand(resume)
        .addSubcommand(new CommandLine(new EvaluateCommand(terminal)))
        .addSubcommand(new CommandLine(new PredictCommand(terminal)))
        .addSubcommand(new CommandLine(new RecipeCommand(terminal)))
        .addSubcommand(new CommandLine(new LearningRateCommand(terminal)))
        .addSubcommand(new CommandLine(new SummaryCommand(terminal)))
        .setParameterExceptionHandler((error, args) -> wrongOption(error))
        .setExecutionExceptionHandler((error, command, parsed) -> failure(error, command));
  }

  private static CommandLine named(String name, TrainCommand command) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().name(name);
    return line;
  }

  /** The mistake and what may have been meant: a whole page of help would hide it. */
  private static int wrongOption(ParameterException error) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(error.getMessage()));
    UnmatchedArgumentException.printSuggestions(error, err);
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
