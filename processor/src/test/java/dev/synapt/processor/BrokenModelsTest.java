package dev.synapt.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.diagnostic.CompilationCode;
import dev.synapt.processor.diagnostic.DiagnosticCode;
import dev.synapt.processor.diagnostic.LintCode;
import dev.synapt.processor.diagnostic.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake, in a source file, with every message about it: line, column and whole text. */
final class BrokenModelsTest {

  private static final Pattern TAG = Pattern.compile("^.*(?:error|warning): \\[(\\w+)]");

  static List<BrokenModel> models() {
    return BrokenModel.all();
  }

  @ParameterizedTest
  @MethodSource("models")
  void isReportedAtItsPlace(BrokenModel model) throws IOException {
    String messages = BrokenModel.messages(model.compile());
    if (Goldens.UPDATE) {
      model.rewrite(messages);
    } else {
      assertEquals(model.expected(), messages);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void saysWhatIsExpected(BrokenModel model) {
    assertTrue(model.expected().contains("error: ") || model.expected().contains("warning: "));
  }

  @Test
  void everyCodeIsProvoked() {
    Set<String> provoked =
        models().stream()
            .flatMap(model -> tags(model.expected()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> tags =
        DiagnosticCode.all().stream()
            .map(DiagnosticCode::tag)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(tags, provoked);
  }

  /** Warnings that are about a network, and not about options or about silencing itself. */
  static List<DiagnosticCode> lints() {
    return DiagnosticCode.all().stream()
        .filter(code -> code.severity() == Severity.WARNING)
        .filter(code -> code != CompilationCode.UNKNOWN_OPTION)
        .filter(code -> code != CompilationCode.DUMP_NOT_WRITTEN)
        .filter(code -> code != LintCode.UNKNOWN_WARNING_TAG)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("lints")
  void isSilencedByItsTag(DiagnosticCode code) {
    String warning = "warning: [" + code.tag() + "]";
    BrokenModel model =
        models().stream()
            .filter(broken -> broken.expected().contains(warning))
            .findFirst()
            .orElseThrow();
    String messages = BrokenModel.messages(model.silenced(code.tag()).compile());
    assertFalse(messages.contains("[" + code.tag() + "]"), messages);
    assertFalse(messages.contains("[UnknownWarningTag]"), messages);
  }

  private static Stream<String> tags(String expected) {
    return expected.lines().map(TAG::matcher).filter(Matcher::find).map(found -> found.group(1));
  }
}
