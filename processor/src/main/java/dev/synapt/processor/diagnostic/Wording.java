package dev.synapt.processor.diagnostic;

import java.util.Locale;

/**
 * How a kind of mistake is told. Message and fix are templates over the same arguments, so that no
 * mistake can be reported without a way out.
 *
 * @param tag the name in brackets that starts the text
 * @param severity what it does to the compilation
 * @param message what is wrong, on one line
 * @param fix what to write instead
 */
public record Wording(String tag, Severity severity, String message, String fix) {

  /** A mistake that ends the compilation. */
  static Wording error(String tag, String message, String fix) {
    return new Wording(tag, Severity.ERROR, message, fix);
  }

  /** A warning, which its tag silences. */
  static Wording warning(String tag, String message, String fix) {
    return new Wording(tag, Severity.WARNING, message, fix);
  }

  /** The message with its arguments. */
  String message(Object... arguments) {
    return String.format(Locale.ROOT, message, arguments);
  }

  /** The fix with the same arguments. */
  String fix(Object... arguments) {
    return String.format(Locale.ROOT, fix, arguments);
  }
}
