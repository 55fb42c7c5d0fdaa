package dev.synapt.examples.mnist;

import java.io.Console;
import java.io.PrintStream;

/**
 * Where the program writes. A live terminal has one line at the bottom, the status, which is
 * overwritten in place; elsewhere (a file, a pipe) there are plain lines only.
 */
final class Terminal {

  /** All characters that drawings use beyond ASCII. */
  static final String BLOCKS = "▀▄█";

  private static final int USUAL_COLUMNS = 80;

  private final PrintStream out;
  private final boolean live;
  private final int columns;
  private int statusLength;

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

  /** Whether a status can be shown. */
  boolean live() {
    return live;
  }

  int columns() {
    return columns;
  }

  /** Whether the output's character set has block characters. */
  boolean hasBlocks() {
    return out.charset().newEncoder().canEncode(BLOCKS);
  }

  /** Overwrites the status; it never reaches the last column, where some terminals wrap. */
  void status(String text) {
    String clipped = text.substring(0, Math.min(text.length(), columns - 1));
    int blanks = Math.max(0, statusLength - clipped.length());
    out.print("\r" + clipped + " ".repeat(blanks));
    out.flush();
    statusLength = clipped.length();
  }

  /** Removes the status, if there is one. */
  void clearStatus() {
    if (statusLength > 0) {
      out.print("\r" + " ".repeat(statusLength) + "\r");
      out.flush();
      statusLength = 0;
    }
  }

  /** Writes a line above the status, or lines if the text has several. */
  void line(String text) {
    clearStatus();
    if (text.isEmpty()) {
      out.println();
    }
    text.lines().forEach(out::println);
    out.flush();
  }
}
