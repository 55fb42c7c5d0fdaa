package dev.synapt.processor.emit;

/** Text inside of Javadoc. */
final class Javadoc {

  private Javadoc() {}

  /** Text for a {@code <pre>} block. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("*/", "*&#47;");
  }
}
