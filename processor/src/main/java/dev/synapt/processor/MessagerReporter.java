package dev.synapt.processor;

import dev.synapt.processor.diagnostic.Diagnostic;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.Severity;
import dev.synapt.processor.source.SourceLocation;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic.Kind;

/** Prints diagnostics through the compiler, each at the annotation value that is wrong. */
final class MessagerReporter {

  /** The compiler indents all lines but the first by two columns more. */
  private static final int INDENTED_BY_COMPILER = 2;

  private final Messager messager;

  MessagerReporter(Messager messager) {
    this.messager = messager;
  }

  /** Prints all diagnostics of a model, from top to bottom of its source. */
  void print(Diagnostics diagnostics) {
    diagnostics.sorted().forEach(this::print);
  }

  private void print(Diagnostic diagnostic) {
    Kind kind = kind(diagnostic.code().severity());
    String text = diagnostic.text().replace("\n" + " ".repeat(INDENTED_BY_COMPILER), "\n");
    if (diagnostic.at() instanceof SourceLocation at) {
      messager.printMessage(
          kind, text, at.element(), at.annotation().orElse(null), at.value().orElse(null));
    } else {
      messager.printMessage(kind, text);
    }
  }

  private static Kind kind(Severity severity) {
    return switch (severity) {
      case ERROR -> Kind.ERROR;
      case WARNING -> Kind.WARNING;
    };
  }
}
