package dev.synapt.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Parts of data sets, and windows over series. */
final class SplitsTest {

  /** 50 samples of class 0, 30 of class 1, 20 of class 2; the input is the sample's number. */
  private static Dataset data() {
    float[] inputs = new float[100];
    int[] labels = new int[100];
    for (int i = 0; i < 100; i++) {
      inputs[i] = i;
      labels[i] = i < 50 ? 0 : i < 80 ? 1 : 2;
    }
    return Dataset.ofLabels(inputs, labels, 1);
  }

  private static List<Integer> numbers(Dataset data) {
    return IntStream.range(0, data.size()).mapToObj(i -> (int) data.input(i)[0]).toList();
  }

  private static long count(Dataset data, int label) {
    return IntStream.range(0, data.size()).filter(i -> data.label(i) == label).count();
  }

  private static void requireWhole(Dataset.Split split) {
    List<Integer> all = new ArrayList<>(numbers(split.first()));
    all.addAll(numbers(split.second()));
    assertEquals(IntStream.range(0, 100).boxed().toList(), all.stream().sorted().toList());
  }

  @Test
  void stratifiedPartsHaveTheSameSharesOfEveryClass() {
    Dataset.Split split = Splits.stratified(data(), 0.7, 3);
    requireWhole(split);
    assertEquals(List.of(35L, 21L, 14L), counts(split.first()));
    assertEquals(List.of(15L, 9L, 6L), counts(split.second()));
    assertEquals(numbers(split.first()), numbers(Splits.stratified(data(), 0.7, 3).first()));
    assertNotEquals(numbers(split.first()), numbers(Splits.stratified(data(), 0.7, 4).first()));
  }

  private static List<Long> counts(Dataset data) {
    return List.of(count(data, 0), count(data, 1), count(data, 2));
  }

  @Test
  void partsByTimeKeepTheirOrder() {
    Dataset.Split split = Splits.byTime(data(), 0.8);
    assertEquals(IntStream.range(0, 80).boxed().toList(), numbers(split.first()));
    assertEquals(IntStream.range(80, 100).boxed().toList(), numbers(split.second()));
  }

  @Test
  void everySampleIsLeftOutInOneFold() {
    for (List<Dataset.Split> folds :
        List.of(Splits.folds(data(), 7, 1), Splits.stratifiedFolds(data(), 7, 1))) {
      assertEquals(7, folds.size());
      List<Integer> left = new ArrayList<>();
      for (Dataset.Split fold : folds) {
        requireWhole(fold);
        assertTrue(fold.second().size() == 14 || fold.second().size() == 15);
        left.addAll(numbers(fold.second()));
      }
      assertEquals(IntStream.range(0, 100).boxed().toList(), left.stream().sorted().toList());
    }
  }

  @Test
  void stratifiedFoldsHaveAllClasses() {
    for (Dataset.Split fold : Splits.stratifiedFolds(data(), 10, 1)) {
      assertEquals(List.of(5L, 3L, 2L), counts(fold.second()));
    }
  }

  @Test
  void randomSplitsAreThoseOfTheDataSet() {
    assertEquals(
        numbers(data().split(0.6, 9).first()), numbers(Splits.random(data(), 0.6, 9).first()));
  }

  @Test
  void mistakesAreNamed() {
    Dataset targets = Dataset.ofTargets(new float[4], new float[4], 1, 1);
    assertThrows(IllegalArgumentException.class, () -> Splits.stratified(targets, 0.5, 1));
    assertThrows(IllegalArgumentException.class, () -> Splits.byTime(targets, 1));
    assertThrows(IllegalArgumentException.class, () -> Splits.folds(targets, 5, 1));
    assertThrows(IllegalArgumentException.class, () -> Splits.folds(targets, 1, 1));
  }

  /** Channel 0 counts from 0, channel 1 from 100. */
  private static float[][] series(int moments) {
    float[][] series = new float[2][moments];
    for (int t = 0; t < moments; t++) {
      series[0][t] = t;
      series[1][t] = 100 + t;
    }
    return series;
  }

  @Test
  void windowsHaveTheirFutureAsTarget() {
    Dataset data = SeriesWindows.of(3).horizon(2).target(1).over(series(7));
    assertArrayEquals(new int[] {2, 3}, data.shape());
    assertEquals(3, data.size());
    assertArrayEquals(new float[] {2, 3, 4, 102, 103, 104}, data.input(2));
    assertArrayEquals(new float[] {105, 106}, data.targets(2));
  }

  @Test
  void windowsMayLeaveGapsAndStride() {
    Dataset data = SeriesWindows.of(2).gap(1).stride(3).over(series(10));
    assertEquals(3, data.size());
    assertArrayEquals(new float[] {6, 7, 106, 107}, data.input(2));
    assertArrayEquals(new float[] {9}, data.targets(2));
    Batch batch = data.newBatch(2);
    data.fill(batch, new int[] {2, 0}, 0, 2);
    assertEquals(6, batch.inputs()[0]);
    assertEquals(3, batch.targets()[1]);
  }

  @Test
  void windowsCanBeStandardized() {
    Dataset data =
        SeriesWindows.of(2).over(series(4)).standardize(new float[] {1, 101}, new float[] {2, 4});
    assertArrayEquals(new float[] {0, 0.5f, 0, 0.25f}, data.input(1));
    assertArrayEquals(new float[] {3}, data.targets(1));
  }

  @Test
  void seriesThatAreTooShortOrUnevenAreRefused() {
    SeriesWindows windows = SeriesWindows.of(5).horizon(3).gap(1);
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> windows.over(series(8)))
            .getMessage()
            .contains("needs 9 moments, but the series has 8"));
    assertEquals(1, windows.over(series(9)).size());
    assertThrows(IllegalArgumentException.class, () -> windows.target(2).over(series(9)));
    assertThrows(IllegalArgumentException.class, () -> windows.over(new float[][] {{1}, {1, 2}}));
    assertThrows(IllegalArgumentException.class, () -> SeriesWindows.of(0));
  }
}
