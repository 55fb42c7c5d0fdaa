package dev.synapt.runtime.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import dev.synapt.runtime.testing.Coverage;
import dev.synapt.runtime.testing.Oracle;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every metric against scikit-learn's. */
final class MetricOracleTest {

  private static final String ARCHIVE = "metrics.zip";
  private static final Coverage COVERAGE = new Coverage(ARCHIVE, Map.of());

  /** Results of tensors are given with twelve digits. */
  private static final double TOLERANCE = 1e-11;

  @TestFactory
  Stream<DynamicTest> isScikitLearns() {
    return Oracle.files(ARCHIVE).keySet().stream()
        .map(file -> DynamicTest.dynamicTest(file, () -> check(file)));
  }

  @AfterAll
  static void everyCaseWasLookedAt() {
    COVERAGE.assertComplete(17);
  }

  private static void check(String file) {
    Case oneCase = new Case(Oracle.json(ARCHIVE, file));
    switch (oneCase.json.get("op").getAsString()) {
      case "accuracy" -> accuracy(oneCase);
      case "top_k_accuracy" -> topK(oneCase);
      case "confusion_matrix" -> confusion(oneCase);
      case "precision_recall_f1" -> averages(oneCase);
      case "binary_precision_recall_f1" -> binary(oneCase);
      case "iou" -> iou(oneCase);
      case "regression" -> regression(oneCase);
      case "roc_auc" -> rocAuc(oneCase);
      case "log_loss" -> logLoss(oneCase);
      default -> throw new AssertionError("unknown metric in " + file);
    }
    assertEquals(Set.of(), oneCase.unread, "expected values that nobody reads");
    COVERAGE.passed(file);
  }

  private static void accuracy(Case c) {
    float[] scores = c.floats("scores");
    int[] labels = c.ints("target");
    Accuracy accuracy = new Accuracy();
    for (int i = 0; i < labels.length; i++) {
      assertEquals(c.expectedInts("predicted")[i], Accuracy.argMax(scores, 5 * i, 5));
      accuracy.add(labels[i], scores, 5 * i, 5);
    }
    c.equal("value", accuracy.value());
  }

  private static void topK(Case c) {
    float[] scores = c.floats("scores");
    int[] labels = c.ints("target");
    TopKAccuracy accuracy = new TopKAccuracy(c.attribute("k"));
    for (int i = 0; i < labels.length; i++) {
      accuracy.add(labels[i], scores, 5 * i, 5);
    }
    c.equal("value", accuracy.value());
  }

  private static ConfusionMatrix matrix(Case c, int classes) {
    ConfusionMatrix matrix = new ConfusionMatrix(classes);
    matrix.addAll(c.ints("target"), c.ints("predicted"));
    return matrix;
  }

  private static void confusion(Case c) {
    ConfusionMatrix matrix = matrix(c, 5);
    int[] counts = IntStream.range(0, 25).map(i -> (int) matrix.count(i / 5, i % 5)).toArray();
    assertArrayEquals(c.expectedInts("matrix"), counts);
  }

  private static void averages(Case c) {
    ConfusionMatrix matrix = matrix(c, c.attribute("num_classes"));
    switch (c.json.getAsJsonObject("attrs").get("average").getAsString()) {
      case "micro" -> c.equal(matrix.microF1(), matrix.microF1(), matrix.microF1());
      case "macro" -> c.equal(matrix.macroPrecision(), matrix.macroRecall(), matrix.macroF1());
      case "weighted" ->
          c.equal(matrix.weightedPrecision(), matrix.weightedRecall(), matrix.weightedF1());
      case "none" -> {
        c.equal("precision", 5, matrix::precision);
        c.equal("recall", 5, matrix::recall);
        c.equal("f1", 5, matrix::f1);
        c.equal("support", 5, matrix::support);
      }
      default -> throw new AssertionError(c.json);
    }
  }

  private static void binary(Case c) {
    ConfusionMatrix matrix = matrix(c, 2);
    int positive = c.attribute("positive_class");
    c.equal(matrix.precision(positive), matrix.recall(positive), matrix.f1(positive));
    c.equal("accuracy", matrix.accuracy());
    c.equal("mcc", matrix.matthewsCorrelation());
  }

  private static void iou(Case c) {
    ConfusionMatrix matrix = matrix(c, 5);
    if (c.expected.has("iou")) {
      c.equal("iou", 5, matrix::iou);
      c.equal("miou", matrix.meanIou());
      c.equal("pixel_accuracy", matrix.accuracy());
      return;
    }
    int[] present = IntStream.range(0, 5).filter(i -> !Double.isNaN(matrix.iou(i))).toArray();
    assertArrayEquals(c.expectedInts("classes_present"), present);
    c.equal("iou_present", present.length, i -> matrix.iou(present[i]));
    c.equal("miou_over_present", matrix.meanIou());
    c.equal("miou_absent_as_zero", matrix.meanIouOfAllClasses());
  }

  private static void regression(Case c) {
    float[] targets = c.floats("target");
    RegressionErrors errors = new RegressionErrors();
    errors.add(targets, 0, c.floats("predicted"), 0, targets.length);
    c.equal("mae", errors.mae());
    c.equal("mse", errors.mse());
    c.equal("rmse", errors.rmse());
    c.equal("r2", errors.r2());
    c.equal("max_error", errors.maxError());
  }

  private static void rocAuc(Case c) {
    float[] scores = c.floats("scores");
    int[] labels = c.ints("target");
    RankingScores ranking = new RankingScores();
    for (int i = 0; i < scores.length; i++) {
      ranking.add(scores[i], labels[i] == 1);
    }
    c.equal("value", ranking.rocAuc());
  }

  private static void logLoss(Case c) {
    float[] probabilities = c.floats("probabilities");
    int[] labels = c.ints("target");
    LogLoss loss = new LogLoss();
    for (int i = 0; i < labels.length; i++) {
      loss.add(labels[i], probabilities, 5 * i, 5);
    }
    c.equal("value", loss.value());
  }

  /** A case; knows which expected values were never compared. */
  private static final class Case {
    private final JsonObject json;
    private final JsonObject expected;
    private final Set<String> unread;

    Case(JsonObject json) {
      this.json = json;
      this.expected = json.getAsJsonObject("expected");
      this.unread = new TreeSet<>(expected.keySet());
    }

    int attribute(String name) {
      return json.getAsJsonObject("attrs").get(name).getAsInt();
    }

    int[] ints(String input) {
      return Oracle.ints(json.getAsJsonObject("inputs").getAsJsonObject(input));
    }

    float[] floats(String input) {
      double[] values = Oracle.doubles(json.getAsJsonObject("inputs").getAsJsonObject(input));
      float[] floats = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        floats[i] = (float) values[i];
        assertEquals(values[i], floats[i], "inputs are 32-bit floats");
      }
      return floats;
    }

    int[] expectedInts(String name) {
      unread.remove(name);
      return Oracle.ints(expected.getAsJsonObject(name));
    }

    void equal(String name, double got) {
      unread.remove(name);
      assertEquals(expected.get(name).getAsDouble(), got, TOLERANCE, name);
    }

    void equal(double precision, double recall, double f1) {
      equal("precision", precision);
      equal("recall", recall);
      equal("f1", f1);
    }

    void equal(String name, int count, IntToDoubleFunction got) {
      unread.remove(name);
      double[] wanted = Oracle.doubles(expected.getAsJsonObject(name));
      double[] values = IntStream.range(0, count).mapToDouble(got).toArray();
      assertArrayEquals(wanted, values, TOLERANCE, name);
    }
  }
}
