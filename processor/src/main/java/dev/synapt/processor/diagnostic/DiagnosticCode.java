package dev.synapt.processor.diagnostic;

import java.util.List;
import java.util.stream.Stream;

/**
 * A mistake that can be reported. There is an enum of them for each part of the compiler that finds
 * them. The tag is stable: builds and documentation may search for it.
 */
public sealed interface DiagnosticCode
    permits StructureCode, ShapeCode, HeadCode, LintCode, CompilationCode {

  /** All that there are, by enum and in its order. */
  static List<DiagnosticCode> all() {
    return Stream.<DiagnosticCode[]>of(
            StructureCode.values(),
            ShapeCode.values(),
            HeadCode.values(),
            LintCode.values(),
            CompilationCode.values())
        .flatMap(Stream::of)
        .toList();
  }

  /** The constant's name, which is the tag in capitals. */
  String name();

  /** Tag, severity and templates of the text. */
  Wording wording();

  /** The name in brackets that starts the text, as in {@code ConvWindowTooLarge}. */
  default String tag() {
    return wording().tag();
  }

  /** What it does to the compilation. */
  default Severity severity() {
    return wording().severity();
  }

  /**
   * A diagnostic of this kind.
   *
   * @param at the place to point at
   * @param arguments what the templates ask for, in the order stated at each constant
   */
  default Diagnostic at(SourceRef at, Object... arguments) {
    return new Diagnostic(this, at, wording().message(arguments), "", wording().fix(arguments));
  }
}
