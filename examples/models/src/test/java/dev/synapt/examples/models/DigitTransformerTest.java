package dev.synapt.examples.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.training.TrainingListener;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class DigitTransformerTest {

  @Test
  void aFewEpochsTeachWhatABagOfColumnsCannotKnow() throws IOException {
    DigitExperiment result =
        DigitExperiment.run(
            new OneEncoderNetTrainer(),
            DigitExperiment.digits(),
            new Plan(8, 1, 1),
            new TrainingListener() {});
    double bag = result.bag().accuracy();
    assertTrue(bag > 0.7, "bag " + bag);
    assertTrue(result.linear().accuracy() > bag + 0.1, "pixels " + result.linear().accuracy());
    double network = result.network().accuracy();
    assertTrue(network > bag + 0.05, network + " against " + bag);
  }

  @Test
  void theBagHasNoOrder() {
    float[] digit = new float[64];
    float[] moved = new float[64];
    for (int i = 0; i < digit.length; i++) {
      digit[i] = i * i;
      moved[i / 8 * 8 + (i + 3) % 8] = digit[i];
    }
    Dataset digits = Dataset.ofLabels(digit, new int[] {4}, 1, 8, 8);
    float[] sums = DigitExperiment.columnSums(digits).input(0);
    assertEquals(8, sums.length);
    assertEquals(0 + 1 + 4 + 9 + 16 + 25 + 36 + 49, sums[0]);
    Dataset others = Dataset.ofLabels(moved, new int[] {4}, 1, 8, 8);
    assertArrayEquals(sums, DigitExperiment.columnSums(others).input(0));
    assertEquals(4, DigitExperiment.columnSums(others).label(0));
  }

  @Test
  void allDigitsAreThere() throws IOException {
    Dataset digits = DigitExperiment.digits();
    assertEquals(1_797, digits.size());
    assertEquals(10, digits.classes());
    // The second row of the first one, a zero: 0 0 13 15 10 15 5 0.
    assertEquals(13 / 255f, digits.input(0)[10]);
  }
}
