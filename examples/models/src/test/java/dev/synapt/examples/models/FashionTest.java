package dev.synapt.examples.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FashionTest {

  @Test
  void aResidualBlockBeatsALinearModel() throws IOException {
    FashionExperiment result =
        FashionExperiment.run(
            new OneBlockNetTrainer(),
            FashionMnist.bundled(),
            FashionExperiment.SMALL.augmentation(),
            new Plan(3, 1, 1),
            new TrainingListener() {});
    double linear = result.linear().accuracy();
    assertTrue(linear > 0.75, "linear " + linear);
    double network = result.network().accuracy();
    assertTrue(network > linear + 0.015, network + " against " + linear);
  }

  @Test
  void theLargeNetworkIsThatOfThePaper() {
    // The last of the 20 layers is dense; two blocks have a projection beside them.
    long convolutions =
        new ResNet20Weights()
            .tensors().stream().filter(t -> t.name().endsWith("conv2d.weight")).count();
    assertEquals(19 + 2, convolutions);
    assertEquals(272_186, new ResNet20Weights().parameterCount());
  }

  @Test
  void damagedFoldersAreNamed(@TempDir Path folder) throws IOException {
    Path nowhere = folder.resolve("nowhere");
    assertMessage("there is no folder " + nowhere, nowhere);
    assertMessage("there is neither train-images-idx3-ubyte nor", folder);
    Path file = Files.writeString(folder.resolve("file"), "text");
    assertMessage("not a folder: " + file, file);
  }

  private static void assertMessage(String part, Path folder) {
    IOException e = assertThrows(IOException.class, () -> FashionMnist.fromFolder(folder));
    assertTrue(e.getMessage().contains(part), e::getMessage);
  }
}
