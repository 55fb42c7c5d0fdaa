package dev.synapt.runtime.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.random.CounterRandom;
import org.junit.jupiter.api.Test;

/** Areas against their definitions, pair by pair and threshold by threshold. */
final class RankingScoresTest {

  private static RankingScores of(float[] scores, boolean[] positive) {
    RankingScores ranking = new RankingScores();
    for (int i = 0; i < scores.length; i++) {
      ranking.add(scores[i], positive[i]);
    }
    return ranking;
  }

  /** The example of scikit-learn's documentation: 0.75 and 0.83. */
  @Test
  void fourSamples() {
    RankingScores ranking =
        of(new float[] {0.1f, 0.4f, 0.35f, 0.8f}, new boolean[] {false, false, true, true});
    assertEquals(0.75, ranking.rocAuc());
    assertEquals((2 / 3.0 + 1) / 2, ranking.prAuc(), 1e-15);
  }

  @Test
  void thePerfectAndTheWorst() {
    float[] scores = {-3, -1, 0.5f, 2};
    RankingScores perfect = of(scores, new boolean[] {false, false, true, true});
    assertEquals(1, perfect.rocAuc());
    assertEquals(1, perfect.prAuc());
    RankingScores worst = of(scores, new boolean[] {true, true, false, false});
    assertEquals(0, worst.rocAuc());
    assertEquals((1 / 3.0 + 2 / 4.0) / 2, worst.prAuc(), 1e-15);
  }

  /** All equal: no better than chance, whatever the order of the samples. */
  @Test
  void equalScoresPassTogether() {
    boolean[] positive = {true, false, false, true, false};
    RankingScores ranking = of(new float[] {0f, -0f, 0f, -0f, 0f}, positive);
    assertEquals(0.5, ranking.rocAuc());
    assertEquals(0.4, ranking.prAuc(), 1e-15);
  }

  @Test
  void isTheDefinitionAlsoWithManyTies() {
    int n = 700;
    for (int levels : new int[] {3, 50, 1_000_000}) {
      float[] scores = new float[n];
      boolean[] positive = new boolean[n];
      for (int i = 0; i < n; i++) {
        scores[i] = CounterRandom.below(levels, i, levels) - levels / 2;
        positive[i] = CounterRandom.gaussian(7, i) + 2 * scores[i] / levels > 0.5;
      }
      RankingScores ranking = of(scores, positive);
      assertEquals(pairs(scores, positive), ranking.rocAuc(), 1e-12);
      assertEquals(thresholds(scores, positive), ranking.prAuc(), 1e-12);
      assertEquals(n, ranking.size());
    }
  }

  private static double pairs(float[] scores, boolean[] positive) {
    double won = 0;
    int pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (positive[i] && !positive[j]) {
          pairs++;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return won / pairs;
  }

  private static double thresholds(float[] scores, boolean[] positive) {
    double sum = 0;
    int positives = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive[i]) {
        positives++;
        int passing = 0;
        int right = 0;
        for (int j = 0; j < scores.length; j++) {
          passing += scores[j] >= scores[i] ? 1 : 0;
          right += scores[j] >= scores[i] && positive[j] ? 1 : 0;
        }
        sum += (double) right / passing;
      }
    }
    return sum / positives;
  }

  @Test
  void samplesMayFollowAfterAQuestion() {
    RankingScores ranking = of(new float[] {1, 2}, new boolean[] {false, true});
    assertEquals(1, ranking.rocAuc());
    ranking.add(0, true);
    assertEquals(0.5, ranking.rocAuc());
  }

  @Test
  void oneKindAloneHasNoArea() {
    RankingScores none = new RankingScores();
    assertTrue(Double.isNaN(none.rocAuc()) && Double.isNaN(none.prAuc()));
    RankingScores positives = of(new float[] {1}, new boolean[] {true});
    assertTrue(Double.isNaN(positives.rocAuc()));
    assertEquals(1, positives.prAuc());
    assertThrows(IllegalArgumentException.class, () -> none.add(Float.NaN, true));
  }

  @Test
  void infiniteScoresAreAtTheEnds() {
    float[] scores = {Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, 0, Float.POSITIVE_INFINITY};
    assertEquals(1, of(scores, new boolean[] {false, false, true, true}).rocAuc());
    assertEquals(1 / 3.0, of(scores, new boolean[] {false, true, false, false}).rocAuc());
  }
}
