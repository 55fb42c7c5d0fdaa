package dev.synapt.processor.interpret;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.Shape;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Comparison SCALED = Comparison.scaled(1e-3);
  private static final Comparison ELEMENTWISE = new Comparison(Comparison.Rule.ELEMENTWISE, 1e-3);

  @Test
  void scaledAllowsAPartOfTheLargestMagnitude() {
    assertDoesNotThrow(() -> SCALED.check("t", Tensor.of(-100, 0), Tensor.of(-100, 0.09)));
    assertFails(SCALED, Tensor.of(-100, 0), Tensor.of(-100, 0.11));
  }

  @Test
  void scaledDoesNotAskForMoreThanAPartOfAThousandth() {
    assertDoesNotThrow(() -> SCALED.check("t", Tensor.of(0, 0), Tensor.of(0.9e-6, 0)));
    assertFails(SCALED, Tensor.of(0, 0), Tensor.of(1.1e-6, 0));
  }

  @Test
  void elementwiseLooksAtEachEntryAlone() {
    assertDoesNotThrow(() -> ELEMENTWISE.check("t", Tensor.of(1000, 0), Tensor.of(1000.9, 0.0009)));
    assertFails(ELEMENTWISE, Tensor.of(1000, 0), Tensor.of(1000, 0.0011));
  }

  @Test
  void notANumberEqualsNothing() {
    assertFails(SCALED, Tensor.of(1), Tensor.of(Double.NaN));
    assertFails(SCALED, Tensor.of(Double.NaN), Tensor.of(1));
  }

  @Test
  void shapesMustBeEqual() {
    Tensor row = Tensor.of(1, 2);
    assertFails(SCALED, row, row.reshape(Shape.of(1, 2)));
  }

  @Test
  void theMessageNamesTensorEntryAndBothValues() {
    String message =
        assertThrows(
                AssertionError.class,
                () -> SCALED.check("conv1.bias", Tensor.of(1, 2), Tensor.of(1, 3)))
            .getMessage();
    assertTrue(message.startsWith("conv1.bias: entry 1 of [2] is 3.0 instead of 2.0"), message);
  }

  private static void assertFails(Comparison comparison, Tensor want, Tensor got) {
    assertThrows(AssertionError.class, () -> comparison.check("t", want, got));
  }
}
