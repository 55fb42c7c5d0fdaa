package dev.synapt.examples.models;

import dev.synapt.runtime.training.NonFiniteLossException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Starts one of the examples. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description =
        "Trains a network on real data and compares it with what simpler models reach. Each model has"
            + " the commands train, resume, evaluate, predict, recipe, lr-find and summary, and each"
            + " command a --help of its own.",
    footer = {
      "",
      "Exit code: 0 if all went well, 1 if data, files or training failed, 2 for a wrong option."
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  private Main() {}

  /**
   * Runs a command and ends the JVM.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(commandLine(System.out).execute(args));
  }

  static CommandLine commandLine(PrintStream out) {
    return new CommandLine(new Main())
        .addSubcommand(SharedCommand.under(new CarCommand(out), out))
        .addSubcommand(SharedCommand.under(new Co2Command(out), out))
        .addSubcommand(SharedCommand.under(new DigitCommand(out), out))
        .addSubcommand(SharedCommand.under(new FashionCommand(out), out))
        .addSubcommand(SharedCommand.under(new SceneCommand(out), out))
        .setParameterExceptionHandler((error, args) -> wrongOption(error))
        .setExecutionExceptionHandler((error, command, parsed) -> failure(error, command));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say which model to train");
  }

  /** The mistake and what may have been meant: a whole page of help would hide it. */
  private static int wrongOption(ParameterException error) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(error.getMessage()));
    UnmatchedArgumentException.printSuggestions(error, err);
    err.println("--help lists what there is.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int failure(Exception error, CommandLine command) throws Exception {
    String message = message(error);
    if (message == null) {
      throw error;
    }
    command.getErr().println(command.getColorScheme().errorText(message));
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  /** What to tell the user; null if the error is a bug, so that its stack trace is wanted. */
  private static String message(Exception error) {
    return switch (error) {
      case NoSuchFileException e -> e.getFile() + ": there is no such file or folder";
      case FileSystemException e when e.getReason() == null ->
          e.getFile() + ": cannot be read or written";
      case IOException e -> e.getMessage();
      case UncheckedIOException e -> e.getMessage();
      case NonFiniteLossException e -> "Training failed: " + e.getMessage();
      default -> null;
    };
  }
}
