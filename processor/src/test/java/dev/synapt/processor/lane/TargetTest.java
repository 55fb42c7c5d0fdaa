package dev.synapt.processor.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class TargetTest {

  /** Sums, a register for each column of the other factor and for each row's float. */
  @Test
  void aTileOfTwoColumnsFitsTheRegisters() {
    assertTrue(fits(Target.VECTOR_R16.rows(), 16));
    assertTrue(fits(Target.VECTOR_R32.rows(), 32));
  }

  private static boolean fits(int rows, int registers) {
    return rows * 2 + 2 + rows <= registers;
  }

  /** Whatever the width of a register, the columns side by side divide the floats. */
  @Test
  void columnsDivideTheFloats() {
    for (Target target : Target.values()) {
      for (int floats = 16; floats <= 1024; floats += 16) {
        for (int wanted = 1; wanted <= 8; wanted *= 2) {
          int columns = target.columnsFor(floats, wanted);
          assertTrue(columns >= 1 && columns <= wanted);
          for (int lanes = 2; lanes <= target.maxLanes(); lanes *= 2) {
            assertEquals(0, floats % (columns * lanes), target + " " + floats + " " + wanted);
          }
        }
      }
    }
  }

  @Test
  void asManyColumnsAsWantedWhereTheyFit() {
    assertEquals(4, Target.VECTOR_R32.columnsFor(128, 4));
    assertEquals(2, Target.VECTOR_R32.columnsFor(96, 4));
    assertEquals(1, Target.VECTOR_R32.columnsFor(16, 4));
    assertEquals(2, Target.VECTOR_R16.columnsFor(16, 2));
  }

  /** Class names end in the suffix; the runtime's names of paths are the same words. */
  @Test
  void suffixesAreTheNames() {
    for (Target target : Target.values()) {
      String words = target.suffix().replaceAll("([a-z])([A-Z])", "$1_$2");
      assertEquals(target.name(), words.toUpperCase(Locale.ROOT));
    }
  }
}
