package dev.synapt.processor.diagnostic;

/**
 * One mistake: what is wrong, where, and the way out. Made by {@link DiagnosticCode#at}.
 *
 * @param code the kind of mistake
 * @param at the place to point at
 * @param message one line, with both numbers where two disagree
 * @param trail the shapes up to the mistake, as in {@code input [1,28,28] -> conv1 [6,28,28]};
 *     empty when shapes play no part
 * @param fix what to write instead
 */
public record Diagnostic(
    DiagnosticCode code, SourceRef at, String message, String trail, String fix) {

  /** The same diagnostic with the shapes that led to it. */
  public Diagnostic withTrail(String shapes) {
    return new Diagnostic(code, at, message, shapes, fix);
  }

  /** The field that the message begins with; empty when it is about something else. */
  String subject() {
    int colon = message.indexOf(": ");
    return colon < 0 ? "" : message.substring(0, colon);
  }

  /**
   * The text as the user reads it: tag and message, then the shapes so far if there are any, then
   * the fix.
   */
  public String text() {
    String shapes = trail.isEmpty() ? "" : "\n    shapes so far: " + trail;
    return "[" + code.tag() + "] " + message + shapes + "\n    fix: " + fix;
  }
}
