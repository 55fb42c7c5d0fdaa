package dev.synapt.examples.mnist;

import dev.synapt.runtime.training.callback.ProgressBar;
import java.io.Console;
import java.io.PrintStream;

/** Where the program writes: a live terminal, or elsewhere (a file, a pipe). */
final class Terminal {

  /** All characters that drawings use beyond ASCII. */
  static final String BLOCKS = "▀▄█";

  private static final int USUAL_COLUMNS = 80;

  private final PrintStream out;
  private final boolean live;
  private final int columns;

  Terminal(PrintStream out, boolean live, int columns) {
    this.out = out;
    this.live = live;
    this.columns = columns;
  }

  /** Standard output. */
  @SuppressWarnings("SystemConsoleNull") // without a terminal it is null, in JDK 25 again
  static Terminal standard() {
    Console console = System.console();
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    boolean live = console != null && console.isTerminal() && !dumb;
    return new Terminal(System.out, live, columns(System.getenv("COLUMNS")));
  }

  /** Shells seldom pass the width on, so a usual one is assumed. */
  static int columns(String variable) {
    boolean number = variable != null && variable.matches("[1-9][0-9]{1,3}");
    return number ? Integer.parseInt(variable) : USUAL_COLUMNS;
  }

  /** What shows how a training goes, on images that are judged by the test images. */
  ProgressBar progress() {
    return new ProgressBar(out, live).columns(columns).names("images", "test");
  }

  int columns() {
    return columns;
  }

  /** Whether the output's character set has block characters. */
  boolean hasBlocks() {
    return out.charset().newEncoder().canEncode(BLOCKS);
  }

  /** Writes a line, or lines if the text has several. */
  void line(String text) {
    if (text.isEmpty()) {
      out.println();
    }
    text.lines().forEach(out::println);
    out.flush();
  }
}
