package dev.synapt.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.Normalizer;
import org.junit.jupiter.api.Test;

/** Normalisers learned from data, against numbers by hand. */
final class NormalizationTest {

  /** Two samples of [2, 2]: channel 0 has 1, 3, 5, 7 and channel 1 has 10, 10, 10, 50. */
  private static final Dataset DATA =
      Dataset.ofLabels(new float[] {1, 3, 10, 10, 5, 7, 10, 50}, new int[2], 2, 2);

  private static float[] normalized(Normalization rule, int sample) {
    float[] y = new float[4];
    rule.fit(DATA).apply(DATA.input(sample), 0, y, 1, 4);
    return y;
  }

  @Test
  void standardizesByMeanAndDeviationOfThePopulation() {
    Normalizer whole = Normalization.standardize().fit(DATA);
    assertArrayEquals(new float[] {12}, whole.shift());
    // squares of -11 -9 -2 -2 -7 -5 -2 38: 121 81 4 4 49 25 4 1444 = 1732
    assertEquals(Math.sqrt(1732 / 8.0), whole.scale()[0], 1e-5);
    Normalizer channels = Normalization.standardize().perChannel().fit(DATA);
    assertArrayEquals(new float[] {4, 20}, channels.shift());
    assertArrayEquals(new float[] {(float) Math.sqrt(5), (float) Math.sqrt(300)}, channels.scale());
    Normalizer inputs = Normalization.standardize().perFeature().fit(DATA);
    assertArrayEquals(new float[] {3, 5, 10, 30}, inputs.shift());
    assertArrayEquals(new float[] {2, 2, 1, 20}, inputs.scale(), "1 where all are equal");
    assertArrayEquals(
        new float[] {1, 1, 0, 1}, normalized(Normalization.standardize().perFeature(), 1));
  }

  @Test
  void rangesGoFromLowToHigh() {
    assertArrayEquals(
        new float[] {0, 1 / 3f, 0, 0}, normalized(Normalization.minMax().perChannel(), 0), 1e-6f);
    assertArrayEquals(
        new float[] {1 / 3f, 1, -1, 1},
        normalized(Normalization.range(-1, 1).perChannel(), 1),
        1e-6f);
    assertArrayEquals(
        new float[] {1, 1, -1, 1}, normalized(Normalization.range(-1, 1).perFeature(), 1));
    assertEquals(1, normalized(Normalization.minMax(), 1)[3]);
    assertEquals(0, normalized(Normalization.minMax(), 0)[0]);
  }

  /** In floats, or in one pass, the deviation of such numbers would be lost. */
  @Test
  void aSmallDeviationAroundALargeMeanIsKept() {
    float[] values = new float[1000];
    for (int i = 0; i < 1000; i++) {
      values[i] = 1e7f + (i % 2 == 0 ? 1 : -1);
    }
    Normalizer normalizer =
        Normalization.standardize().fit(Dataset.ofLabels(values, new int[1000], 1));
    assertEquals(1e7f, normalizer.shift()[0]);
    assertEquals(1f, normalizer.scale()[0]);
  }

  @Test
  void mistakesAreNamed() {
    Normalization rule = Normalization.standardize();
    Dataset bad = Dataset.ofLabels(new float[] {1, Float.NaN}, new int[2], 1);
    assertEquals(
        "input 0 of sample 1 is NaN",
        assertThrows(IllegalArgumentException.class, () -> rule.fit(bad)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> rule.fit(bad.slice(0, 0)));
    assertThrows(IllegalArgumentException.class, () -> Normalization.range(1, 1));
    assertThrows(IllegalArgumentException.class, () -> Normalization.range(0, Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> new Normalizer(new float[1], new float[] {0}));
    assertThrows(
        IllegalArgumentException.class, () -> new Normalizer(new float[2], new float[] {1}));
    Normalizer three = new Normalizer(new float[3], new float[] {1, 1, 1});
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> three.requireFits(4))
            .getMessage()
            .contains("3 groups does not fit samples of 4"));
  }
}
