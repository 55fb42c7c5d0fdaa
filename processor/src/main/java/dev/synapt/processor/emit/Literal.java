package dev.synapt.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/** Texts of any length as Java code. */
final class Literal {

  /**
   * A constant of a class file has at most 65,535 bytes, and a char takes up to three of them (JVMS
   * 4.4.7).
   */
  static final int LONGEST = 65_535 / 3;

  private Literal() {}

  /** A literal, or as many as are needed, joined when the class is loaded. */
  static CodeBlock of(String text) {
    return text.length() <= LONGEST
        ? CodeBlock.of("$S", text)
        : CodeBlock.of(
            "$T.join(\n$S,\n$L)",
            String.class,
            "",
            parts(text).stream()
                .map(part -> CodeBlock.of("$S", part))
                .collect(CodeBlock.joining(",\n")));
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = Math.min(start + LONGEST, text.length());
      int line = text.lastIndexOf('\n', end - 1) + 1;
      int cut = end == text.length() || line <= start ? end : line;
      parts.add(text.substring(start, cut));
      start = cut;
    }
    return parts;
  }
}
