package dev.synapt.runtime.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class MetricTest {

  @Test
  void accuracyOfNothingIsNoNumber() {
    assertTrue(Double.isNaN(new Accuracy().value()));
    assertThrows(IllegalArgumentException.class, () -> new Accuracy().addCounts(3, 2));
  }

  @Test
  void theFirstOfEqualScoresWins() {
    assertEquals(1, Accuracy.argMax(new float[] {9, 0, 2, 2, 1}, 1, 4));
    assertEquals(0, Accuracy.argMax(new float[] {Float.NaN, 1}, 0, 2));
  }

  @Test
  void theTableIsAlignedWhateverTheLocale() {
    ConfusionMatrix matrix = new ConfusionMatrix(List.of("cat", "aardvark"));
    for (int i = 0; i < 1203; i++) {
      matrix.add(0, 0);
    }
    matrix.add(1, 0);
    matrix.add(1, 1);
    matrix.add(1, 1);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertEquals(
          """
          true          cat aardvark |  recall
          cat          1203        . |  100.0%
          aardvark        1        2 |   66.7%
          prec. %      99.9    100.0 |   99.9%
          """,
          matrix.toTable());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theTableOfTenDigitsFitsIntoATerminal() {
    ConfusionMatrix matrix = new ConfusionMatrix(10);
    for (int i = 0; i < 99_999; i++) {
      matrix.add(3, 3);
    }
    assertTrue(matrix.toTable().lines().allMatch(line -> line.length() < 80), matrix::toTable);
  }

  @Test
  void unknownClassesAreRefused() {
    ConfusionMatrix matrix = new ConfusionMatrix(3);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> matrix.add(1, 3));
    assertEquals("true class 1, predicted class 3: both must be 0 to 2", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> matrix.count(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> new ConfusionMatrix(0));
  }

  @Test
  void equalCountsAreEqual() {
    ConfusionMatrix a = new ConfusionMatrix(2);
    ConfusionMatrix b = new ConfusionMatrix(2);
    a.add(0, 1);
    assertTrue(!a.equals(b));
    b.add(0, 1);
    assertEquals(a, b);
    assertEquals(a.hashCode(), b.hashCode());
  }

  @Test
  void matricesAdd() {
    ConfusionMatrix a = new ConfusionMatrix(2);
    ConfusionMatrix b = new ConfusionMatrix(2);
    a.addAll(new int[] {0, 1}, new int[] {1, 1});
    b.addAll(new int[] {0}, new int[] {1});
    a.add(b);
    assertEquals(2, a.count(0, 1));
    assertEquals(3, a.total());
    assertThrows(IllegalArgumentException.class, () -> a.add(new ConfusionMatrix(3)));
    assertThrows(IllegalArgumentException.class, () -> a.addAll(new int[2], new int[3]));
  }

  @Test
  void anEmptyMatrixDividesNothingByNothing() {
    ConfusionMatrix empty = new ConfusionMatrix(2);
    assertEquals(0, empty.accuracy());
    assertEquals(0, empty.weightedF1());
    assertEquals(0, empty.matthewsCorrelation());
    assertEquals(0, empty.meanIouOfAllClasses());
    assertTrue(Double.isNaN(empty.meanIou()));
  }

  /** Classes 1 and 2 tie behind class 0: the lower number comes first. */
  @Test
  void topKBreaksTiesAsTheLargestDoes() {
    float[] scores = {9, 3, 2, 2, 1};
    TopKAccuracy two = new TopKAccuracy(2);
    two.add(1, scores, 1, 4);
    assertEquals(1, two.value());
    two.add(2, scores, 1, 4);
    assertEquals(0.5, two.value());
    two.add(0, new float[] {Float.NaN, 1}, 0, 2);
    assertEquals(1 / 3.0, two.value());
    assertEquals(3, two.total());
    assertTrue(Double.isNaN(new TopKAccuracy(1).value()));
    assertThrows(IllegalArgumentException.class, () -> new TopKAccuracy(0));
    assertThrows(IllegalArgumentException.class, () -> two.add(4, scores, 1, 4));
  }

  @Test
  void impossibleAnswersCostMuchButNotEverything() {
    LogLoss loss = new LogLoss();
    assertTrue(Double.isNaN(loss.value()));
    loss.add(0, new float[] {0, 1}, 0, 2);
    assertEquals(126 * Math.log(2), loss.value(), 1e-9);
    loss.add(1, new float[] {0, 1}, 0, 2);
    assertEquals(63 * Math.log(2), loss.value(), 1e-9);
  }
}
