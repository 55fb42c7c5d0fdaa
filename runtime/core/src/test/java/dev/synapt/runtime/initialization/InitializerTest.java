package dev.synapt.runtime.initialization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class InitializerTest {

  @Test
  void constantsFillTheirRangeOnly() {
    float[] a = {5, 5, 5, 5};
    Initializer.ONES.fill(a, 1, 2, 1, 1, 0);
    assertArrayEquals(new float[] {5, 1, 1, 5}, a);
    Initializer.ZEROS.fill(a, 2, 1, 1, 1, 0);
    assertArrayEquals(new float[] {5, 1, 0, 5}, a);
  }

  @Test
  void valuesDependOnKeyAndPositionInTheTensorOnly() {
    for (VarianceScaling each : List.of(Initializer.HE_UNIFORM, Initializer.GLOROT_NORMAL)) {
      float[] alone = new float[10];
      each.fill(alone, 0, 10, 3, 4, 99);
      float[] inside = new float[30];
      each.fill(inside, 7, 10, 3, 4, 99);
      for (int i = 0; i < 30; i++) {
        assertEquals(i >= 7 && i < 17 ? alone[i - 7] : 0, inside[i]);
      }
      each.fill(inside, 7, 10, 3, 4, 98);
      assertNotEquals(alone[0], inside[7]);
    }
  }

  @Test
  void rejectsBadArguments() {
    assertThrows(IllegalArgumentException.class, () -> Initializer.HE_NORMAL.withGain(0));
    assertThrows(IllegalArgumentException.class, () -> Initializer.HE_NORMAL.withGain(Double.NaN));
    assertThrows(
        IllegalArgumentException.class,
        () -> Initializer.HE_NORMAL.fill(new float[4], 0, 4, 0, 1, 0));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> Initializer.HE_NORMAL.fill(new float[4], 2, 4, 1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new ConstantInitializer(Float.NaN));
  }
}
