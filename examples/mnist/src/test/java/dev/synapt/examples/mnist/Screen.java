package dev.synapt.examples.mnist;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** A terminal that keeps what is written to it. */
final class Screen {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Charset charset;
  private final Terminal terminal;

  private Screen(Charset charset) {
    this.charset = charset;
    this.terminal = new Terminal(new PrintStream(bytes, true, charset), false, 80);
  }

  static Screen plain(Charset charset) {
    return new Screen(charset);
  }

  Terminal terminal() {
    return terminal;
  }

  /** Everything so far, with line feeds. */
  String text() {
    return bytes.toString(charset).replace(System.lineSeparator(), "\n");
  }
}
