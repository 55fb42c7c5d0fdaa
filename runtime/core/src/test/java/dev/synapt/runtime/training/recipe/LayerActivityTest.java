package dev.synapt.runtime.training.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.PredictionLoss;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.kernel.EntryLoss;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures of what leaves layers, by hand. */
final class LayerActivityTest {

  private static final PredictionLoss LOSS = PredictionLoss.ofEntries(EntryLoss.squaredError());

  private static List<LayerActivity> of(float[] values, int size, int most, String... layers) {
    Dataset data = Dataset.ofTargets(values, new float[values.length / size], 1, size);
    return LayerActivity.of(new StubNetwork(size, LOSS, List.of(layers)), data, most);
  }

  /** Unit 0 is always zero, unit 1 once, unit 2 never. */
  @Test
  void deadUnitsAreZeroForEverySample() {
    LayerActivity relu = of(new float[] {0, 3, 1, 0, 0, 2}, 3, 9, "fc.relu").getFirst();
    assertEquals(3, relu.units());
    assertEquals(1, relu.mean(), 1e-12);
    assertEquals(Math.sqrt(14 / 6.0), relu.rootMeanSquare(), 1e-12);
    assertEquals(3 / 6.0, relu.zeros(), 1e-12);
    assertEquals(1 / 3.0, relu.dead(), 1e-12);
    assertTrue(Double.isNaN(relu.saturated()));
    assertEquals(
        "fc.relu: 3 units, mean 1.00, size 1.53, 50.0 % zeros, 33.3 % dead", relu.toString());
  }

  @Test
  void theEndsOfSigmoidAndTanhAreSaturated() {
    float[] values = {0.005f, 0.5f, 0.99f, 0.98f};
    List<LayerActivity> layers = of(values, 4, 1, "a.sigmoid", "b.tanh", "c.relu");
    assertEquals(2 / 4.0, layers.get(0).saturated(), 1e-12, "0.005 and 0.99");
    assertEquals(2 / 4.0, layers.get(1).saturated(), 1e-12, "0.99 and 0.98");
    assertTrue(layers.get(0).toString().endsWith(", 50.0 % saturated"), layers::toString);
  }

  @Test
  void onlySoManySamplesAreLookedAt() {
    assertEquals(1, of(new float[] {1, 5}, 1, 1, "a.relu").getFirst().mean());
    assertThrows(IllegalArgumentException.class, () -> of(new float[] {1}, 1, 0, "a.relu"));
  }
}
