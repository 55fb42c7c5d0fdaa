package dev.synapt.processor;

import dev.synapt.processor.diagnostic.Diagnostic;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.Severity;
import dev.synapt.processor.source.SourceLocation;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic.Kind;

/** Prints diagnostics through the compiler, each at the annotation value that is wrong. */
final class MessagerReporter {

  private final Messager messager;

  MessagerReporter(Messager messager) {
    this.messager = messager;
  }

  /** Prints all diagnostics of a model, from top to bottom of its source. */
  void print(Diagnostics diagnostics) {
    diagnostics.sorted().forEach(this::print);
  }

  private void print(Diagnostic diagnostic) {
    if (diagnostic.at() instanceof SourceLocation at) {
      messager.printMessage(
          kind(diagnostic.code().severity()),
          diagnostic.text(),
          at.element(),
          at.annotation().orElse(null),
          at.value().orElse(null));
    } else {
      messager.printMessage(kind(diagnostic.code().severity()), diagnostic.text());
    }
  }

  private static Kind kind(Severity severity) {
    return switch (severity) {
      case ERROR -> Kind.ERROR;
      case WARNING -> Kind.WARNING;
    };
  }
}
