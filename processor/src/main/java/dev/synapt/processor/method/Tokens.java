package dev.synapt.processor.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits statements of generated code into Java's tokens, without comments. */
final class Tokens {

  private static final Set<String> OPERATORS =
      Set.of("++", "--", "-=", "+=", "*=", "/=", "<<", ">>", "<=", ">=", "!=", "==", "&&", "||");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private Tokens(String text) {
    this.text = text;
  }

  static List<String> of(String text) {
    return new Tokens(text).split();
  }

  private List<String> split() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (text.startsWith("//", at)) {
        skipComment();
      } else {
        take(end(c));
      }
    }
    return tokens;
  }

  private void skipComment() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void take(int end) {
    tokens.add(text.substring(at, end));
    at = end;
  }

  private int end(char first) {
    if (Character.isDigit(first)) {
      return endOfNumber();
    }
    return Character.isJavaIdentifierStart(first) ? endOfWord(at) : endOfOperator();
  }

  private int endOfWord(int from) {
    int end = from;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Fractions and negative exponents go on behind a dot or a sign: {@code 1.5e-7f}. */
  private int endOfNumber() {
    int end = endOfWord(at);
    while (end < text.length() && (text.charAt(end) == '.' || isExponentSign(end))) {
      end = endOfWord(end + 1);
    }
    return end;
  }

  private boolean isExponentSign(int index) {
    return text.charAt(index) == '-'
        && Character.toLowerCase(text.charAt(index - 1)) == 'e'
        && !text.startsWith("0x", at);
  }

  private int endOfOperator() {
    if (text.startsWith(">>>", at)) {
      return at + 3;
    }
    int end = Math.min(at + 2, text.length());
    return OPERATORS.contains(text.substring(at, end)) ? end : at + 1;
  }
}
