package dev.synapt.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LanesTest {

  private static final int FROM = 5;
  private static final int TO = 200;

  private final SplittableRandom random = new SplittableRandom(1);

  private float[] floats(int length) {
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = (float) random.nextDouble(-1, 1);
    }
    return floats;
  }

  @Test
  void sumsTheLanesThatCount() {
    for (int lanes = 1; lanes <= 16; lanes++) {
      float[] values = floats(256);
      float[] before = values.clone();
      Lanes.sum(values, FROM, 7, lanes, TO);
      for (int i = 0; i < 7; i++) {
        double exact = exactSum(before, i, lanes);
        assertEquals(exact, values[TO + i], 16 * 6e-8, "sum " + i + " of " + lanes + " lanes");
      }
      assertEquals(before[TO - 1], values[TO - 1]);
      assertEquals(before[TO + 7], values[TO + 7]);
    }
  }

  private static double exactSum(float[] values, int sum, int lanes) {
    double exact = 0;
    for (int lane = 0; lane < lanes; lane++) {
      exact += values[FROM + 16 * sum + lane];
    }
    return exact;
  }

  /** What lanes without a sample hold is left over from something else, even if that is NaN. */
  @Test
  void lanesThatDoNotCountAreNotRead() {
    float[] values = floats(64);
    float[] poisoned = values.clone();
    for (int lane = 3; lane < 16; lane++) {
      poisoned[lane] = lane % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
    }
    Lanes.sum(values, 0, 1, 3, 40);
    Lanes.sum(poisoned, 0, 1, 3, 40);
    assertEquals(values[40], poisoned[40]);
  }

  /** The tree's shape is part of the contract: it makes results the same on every path. */
  @Test
  void sumsAsATreeOfFixedShape() {
    float[] v = floats(32);
    float[] pairs = new float[8];
    for (int i = 0; i < 8; i++) {
      pairs[i] = v[i] + v[i + 8];
    }
    float[] fours = new float[4];
    for (int i = 0; i < 4; i++) {
      fours[i] = pairs[i] + pairs[i + 4];
    }
    float eight = (fours[0] + fours[2]) + (fours[1] + fours[3]);
    Lanes.sum(v, 0, 1, 16, 16);
    assertEquals(eight, v[16]);
  }

  @Test
  void meansAreSumsDividedByLanesAndPositions() {
    float[] values = floats(256);
    float[] sums = values.clone();
    Lanes.sum(sums, FROM, 3, 11, TO);
    Lanes.mean(values, FROM, 3, 11, 7, TO);
    for (int i = 0; i < 3; i++) {
      assertEquals(sums[TO + i] / 77, values[TO + i]);
    }
  }

  @Test
  void rowsBecomeLanesAndBack() {
    float[] rows = floats(16 * 9);
    float[] lanes = floats(3 + 5 * 32);
    float[] before = lanes.clone();
    Lanes.fromRows(rows, 2, 9, 16, 5, lanes, 3, 32);
    for (int n = 0; n < 16; n++) {
      for (int i = 0; i < 5; i++) {
        assertEquals(rows[2 + n * 9 + i], lanes[3 + i * 32 + n]);
      }
    }
    assertEquals(before[3 + 16], lanes[3 + 16], "what lies between stays");
    float[] back = new float[rows.length];
    Lanes.toRows(lanes, 3, 5, 32, back, 2, 9);
    for (int n = 0; n < 16; n++) {
      for (int i = 0; i < 9; i++) {
        int at = 2 + n * 9 + i;
        if (at < rows.length) {
          assertEquals(i < 5 ? rows[at] : 0f, back[at]);
        }
      }
    }
  }

  @Test
  void lanesWithoutASampleStay() {
    float[] rows = floats(16 * 4);
    float[] lanes = floats(64);
    float[] before = lanes.clone();
    Lanes.fromRows(rows, 0, 4, 6, 4, lanes, 0, 16);
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(
          java.util.Arrays.copyOfRange(before, i * 16 + 6, i * 16 + 16),
          java.util.Arrays.copyOfRange(lanes, i * 16 + 6, i * 16 + 16));
    }
  }
}
