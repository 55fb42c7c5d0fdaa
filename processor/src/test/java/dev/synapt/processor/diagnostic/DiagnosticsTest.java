package dev.synapt.processor.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DiagnosticsTest {

  /** A place with a position; a value knows its annotation. */
  private record Place(int order, Place annotation) implements SourceRef {
    Place(int order) {
      this(order, null);
    }

    @Override
    public SourceRef enclosing() {
      return annotation == null ? this : annotation;
    }
  }

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void theSameMistakeCountsOnce() {
    diagnostics.report(HeadCode.LABEL_COUNT.at(new Place(1), "y", 2, 3));
    diagnostics.report(HeadCode.LABEL_COUNT.at(new Place(1), "y", 2, 3));
    diagnostics.report(HeadCode.LABEL_COUNT.at(new Place(2), "y", 2, 3));
    assertEquals(2, diagnostics.sorted().size());
  }

  @Test
  void mistakesAreSortedByPlaceAndThenByTime() {
    Diagnostic third = HeadCode.LABEL_COUNT.at(new Place(7), "c", 2, 3);
    Diagnostic first = HeadCode.LABEL_COUNT.at(new Place(1), "b", 2, 3);
    Diagnostic second = HeadCode.LABEL_COUNT.at(new Place(1), "a", 2, 3);
    List.of(third, first, second).forEach(diagnostics::report);
    assertEquals(List.of(first, second, third), diagnostics.sorted());
  }

  @Test
  void aWarningIsNoError() {
    diagnostics.report(CompilationCode.UNKNOWN_OPTION.at(new Place(1), "a", "", "b"));
    assertFalse(diagnostics.hasErrors());
    assertFalse(diagnostics.hasErrorIn(new Place(1)));
    diagnostics.report(StructureCode.INPUT_MISSING.at(new Place(2), "Model"));
    assertTrue(diagnostics.hasErrors());
  }

  @Test
  void anErrorAtAValueIsOneInItsAnnotation() {
    Place annotation = new Place(3);
    Place value = new Place(4, annotation);
    diagnostics.report(HeadCode.LABEL_COUNT.at(value, "y", 2, 3));
    assertTrue(diagnostics.hasErrorIn(annotation));
    assertTrue(diagnostics.hasErrorIn(value));
    assertFalse(diagnostics.hasErrorIn(new Place(5, annotation)));
    assertFalse(diagnostics.hasErrorIn(new Place(5)));
  }

  @Test
  void nothingIsKnownAboutNoPlace() {
    diagnostics.report(HeadCode.LABEL_COUNT.at(SourceRef.NONE, "y", 2, 3));
    assertFalse(diagnostics.hasErrorIn(SourceRef.NONE));
  }
}
