package dev.synapt.processor.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DiagnosticCodeTest {

  /** As many as any template takes. */
  private static final Object[] ARGUMENTS = {"a", "b", "c", "d", "e", "f", "g"};

  static List<DiagnosticCode> all() {
    return DiagnosticCode.all();
  }

  @Test
  void noTwoHaveOneTag() {
    assertEquals(all().size(), all().stream().map(DiagnosticCode::tag).distinct().count());
    assertTrue(all().size() >= 98, () -> all().size() + " codes");
  }

  @ParameterizedTest
  @MethodSource("all")
  void theTagIsTheNameInCamelCase(DiagnosticCode code) {
    String camelCase =
        Stream.of(code.name().split("_"))
            .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining());
    assertEquals(camelCase, code.tag());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyMistakeHasAMessageOfOneLineAndAWayOut(DiagnosticCode code) {
    Diagnostic diagnostic = code.at(SourceRef.NONE, ARGUMENTS);
    assertFalse(diagnostic.message().isBlank());
    assertFalse(diagnostic.message().contains("\n"));
    assertFalse(diagnostic.fix().isBlank());
  }

  @Test
  void theTextHasTagMessageTrailAndFix() {
    Diagnostic diagnostic =
        ShapeCode.CONV_WINDOW_TOO_LARGE
            .at(SourceRef.NONE, "conv2", "5x5", "4x4", "4x4")
            .withTrail("input [1,12,12] -> conv1 [8,4,4]");
    assertEquals(
        """
        [ConvWindowTooLarge] conv2: a 5x5 window does not fit an input of 4x4
            shapes so far: input [1,12,12] -> conv1 [8,4,4]
            fix: padding = SAME, or a window of at most 4x4\
        """,
        diagnostic.text());
  }

  @Test
  void withoutShapesThereIsNoTrail() {
    assertEquals(
        """
        [InputNotFirst] features: the input comes after hidden
            fix: move features in front of all other layers\
        """,
        StructureCode.INPUT_NOT_FIRST.at(SourceRef.NONE, "features", "hidden").text());
  }
}
