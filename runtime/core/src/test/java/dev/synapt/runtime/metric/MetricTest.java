package dev.synapt.runtime.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.synapt.runtime.testing.Oracle;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class MetricTest {

  private static final double TOLERANCE = 1e-12;

  private static JsonObject file(String name) {
    return Oracle.json("metrics.zip", "metric_" + name + ".json");
  }

  private static ConfusionMatrix matrix(JsonObject file) {
    int[] labels = Oracle.ints(file.getAsJsonObject("inputs").getAsJsonObject("target"));
    int[] predicted = Oracle.ints(file.getAsJsonObject("inputs").getAsJsonObject("predicted"));
    ConfusionMatrix matrix =
        new ConfusionMatrix(file.getAsJsonObject("attrs").get("num_classes").getAsInt());
    for (int i = 0; i < labels.length; i++) {
      matrix.add(labels[i], predicted[i]);
    }
    return matrix;
  }

  @Test
  void accuracyFromScores() {
    JsonObject file = file("accuracy");
    JsonObject inputs = file.getAsJsonObject("inputs");
    double[] scores = Oracle.doubles(inputs.getAsJsonObject("scores"));
    int[] labels = Oracle.ints(inputs.getAsJsonObject("target"));
    int[] predicted = Oracle.ints(file.getAsJsonObject("expected").getAsJsonObject("predicted"));
    Accuracy accuracy = new Accuracy();
    for (int i = 0; i < labels.length; i++) {
      float[] row = new float[5];
      for (int c = 0; c < 5; c++) {
        row[c] = (float) scores[5 * i + c];
      }
      assertEquals(predicted[i], Accuracy.argMax(row, 0, 5));
      accuracy.add(labels[i], row, 0, 5);
    }
    double wanted = file.getAsJsonObject("expected").get("value").getAsDouble();
    assertEquals(wanted, accuracy.value(), TOLERANCE);
    assertEquals(31, accuracy.total());
    assertEquals(15, accuracy.correct());
  }

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
  void rowsAreTrueAndColumnsPredictedClasses() {
    JsonObject file = file("confusion_matrix");
    ConfusionMatrix matrix = matrix(file);
    int[] wanted = Oracle.ints(file.getAsJsonObject("expected").getAsJsonObject("matrix"));
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], matrix.count(i / 5, i % 5));
    }
    assertEquals(31, matrix.total());
    assertEquals(15 / 31.0, matrix.accuracy(), TOLERANCE);
  }

  @Test
  void perClassPrecisionAndRecall() {
    JsonObject file = file("prf_per_class");
    JsonObject expected = file.getAsJsonObject("expected");
    ConfusionMatrix matrix = matrix(file);
    for (int c = 0; c < 5; c++) {
      assertEquals(
          Oracle.doubles(expected.getAsJsonObject("precision"))[c], matrix.precision(c), TOLERANCE);
      assertEquals(
          Oracle.doubles(expected.getAsJsonObject("recall"))[c], matrix.recall(c), TOLERANCE);
      assertEquals(Oracle.doubles(expected.getAsJsonObject("f1"))[c], matrix.f1(c), TOLERANCE);
      assertEquals(Oracle.ints(expected.getAsJsonObject("support"))[c], matrix.support(c));
    }
  }

  @Test
  void macroAveragesAlsoOfClassesThatAreMissing() {
    for (String name : List.of("prf_macro", "prf_macro_missing_class")) {
      JsonObject file = file(name);
      JsonObject expected = file.getAsJsonObject("expected");
      ConfusionMatrix matrix = matrix(file);
      assertEquals(expected.get("precision").getAsDouble(), matrix.macroPrecision(), TOLERANCE);
      assertEquals(expected.get("recall").getAsDouble(), matrix.macroRecall(), TOLERANCE);
      assertEquals(expected.get("f1").getAsDouble(), matrix.macroF1(), TOLERANCE);
    }
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
}
