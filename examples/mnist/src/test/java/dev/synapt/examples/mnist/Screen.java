package dev.synapt.examples.mnist;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A terminal that keeps what is written to it. */
final class Screen {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Charset charset;
  private final Terminal terminal;

  private Screen(boolean live, int columns, Charset charset) {
    this.charset = charset;
    this.terminal = new Terminal(new PrintStream(bytes, true, charset), live, columns);
  }

  static Screen live(int columns) {
    return new Screen(true, columns, StandardCharsets.UTF_8);
  }

  static Screen plain(Charset charset) {
    return new Screen(false, 80, charset);
  }

  Terminal terminal() {
    return terminal;
  }

  /** Everything so far, with line feeds. */
  String text() {
    return bytes.toString(charset).replace(System.lineSeparator(), "\n");
  }

  /** What is new since this was asked last. */
  String news() {
    String text = text();
    bytes.reset();
    return text;
  }
}
