package dev.synapt.examples.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.data.Dataset;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class CarMileageTest {

  @Test
  void aSmallNetworkBeatsLinearRegression() throws IOException {
    CarExperiment result = CarExperiment.run(CarExperiment.cars(), new Plan(150, 1, 1));
    // Least squares of the same form in another library, other folds: 11.2.
    assertEquals(11.2, result.linear(), 0.8);
    assertTrue(result.mean() > 4 * result.linear(), "" + result.mean());
    assertTrue(result.networkError() < 0.85 * result.linear(), result.network()::toString);
  }

  @Test
  void theTableIsReadAsItIs() throws IOException {
    Dataset cars = CarExperiment.cars();
    assertEquals(392, cars.size());
    float[] chevelle = {8, 307, 130, 3504, 12, 1970, 0, 0, 1};
    for (int i = 0; i < chevelle.length; i++) {
      assertEquals(chevelle[i], cars.input(0)[i]);
    }
    assertEquals(18, cars.targets(0)[0]);
  }
}
