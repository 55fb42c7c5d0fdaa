package dev.synapt.processor.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LiteralsTest {

  @Test
  void wholeNumbersAreShort() {
    assertEquals("0f", Literals.print(0f));
    assertEquals("-3f", Literals.print(-3f));
    assertEquals("999999f", Literals.print(999_999f));
  }

  @Test
  void zeroKeepsItsSign() {
    assertEquals("-0.0f", Literals.print(-0f));
  }

  @Test
  void whatNoLiteralHasIsNamed() {
    assertEquals("Float.NaN", Literals.print(Float.NaN));
    assertEquals("Float.POSITIVE_INFINITY", Literals.print(Float.POSITIVE_INFINITY));
    assertEquals("Float.NEGATIVE_INFINITY", Literals.print(Float.NEGATIVE_INFINITY));
  }

  @Test
  void everyFloatReadsBackAsTheSameBits() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value)) {
        assertSameBits(value);
      }
    }
    assertSameBits(Float.MIN_VALUE);
    assertSameBits(Float.MAX_VALUE);
    assertSameBits(1e6f);
    assertSameBits(-1e6f);
  }

  private static void assertSameBits(float value) {
    String literal = Literals.print(value);
    float read = Float.parseFloat(literal.substring(0, literal.length() - 1));
    assertEquals(Float.floatToRawIntBits(value), Float.floatToRawIntBits(read), literal);
  }
}
