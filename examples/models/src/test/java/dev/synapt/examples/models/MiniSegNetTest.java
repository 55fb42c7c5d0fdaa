package dev.synapt.examples.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.examples.models.SceneExperiment.Size;
import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.metric.ConfusionMatrix;
import dev.synapt.runtime.training.TrainingListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class MiniSegNetTest {

  @Test
  void fewScenesTeachMoreThanBrightnessTells() throws IOException {
    SceneExperiment result =
        SceneExperiment.run(
            new MiniSegNetTrainer(),
            FashionMnist.bundled(),
            new Size(256, 64),
            new Plan(6, 1, 1),
            new TrainingListener() {});
    ConfusionMatrix network = result.network().confusionMatrix();
    ConfusionMatrix bright = result.byBrightness();
    assertTrue(bright.accuracy() > result.background().accuracy() + 0.03, bright::toString);
    assertTrue(network.accuracy() > bright.accuracy() + 0.03, network::toString);
    assertTrue(network.meanIou() > bright.meanIou() + 0.1, network::toString);
    BufferedImage sheet = SceneSheet.draw(result.test(), result.network(), 4);
    assertEquals(6 + 4 * 150, sheet.getWidth());
    assertEquals(6 + 3 * 150, sheet.getHeight());
    int label = result.test().labels(0)[0];
    int predicted = result.network().predictedLabels(0)[0];
    boolean sameColour = sheet.getRGB(7, 157) == sheet.getRGB(7, 307);
    assertEquals(label == predicted, sameColour, "the first pixels of truth and prediction");
  }
}
