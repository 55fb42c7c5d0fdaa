package dev.synapt.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the text of statements into code that imports the classes it names. */
final class CodeText {

  private static final Pattern CLASSES =
      Pattern.compile("\\b(" + String.join("|", RuntimeApi.IN_TEXT.keySet()) + ")\\b");

  private CodeText() {}

  static CodeBlock of(String text) {
    CodeBlock.Builder code = CodeBlock.builder();
    Matcher matcher = CLASSES.matcher(text);
    int end = 0;
    while (matcher.find()) {
      ClassName type = RuntimeApi.IN_TEXT.get(matcher.group());
      code.add("$L$T", text.substring(end, matcher.start()), type);
      end = matcher.end();
    }
    return code.add("$L", text.substring(end)).build();
  }
}
