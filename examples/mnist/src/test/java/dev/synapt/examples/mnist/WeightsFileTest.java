package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WeightsFileTest {

  @TempDir private Path folder;

  private static LeNet5Weights weights(long seed) {
    LeNet5Weights weights = new LeNet5Weights();
    weights.initialize(seed);
    return weights;
  }

  @Test
  void weightsComeBackAsTheyWere() throws IOException {
    WeightsFile file = new WeightsFile(folder.resolve("new/folder/weights.safetensors"));
    file.prepare();
    file.save(weights(1));
    assertArrayEquals(weights(1).values(), file.load().values());
  }

  @Test
  void theHashTellsEveryBit() {
    LeNet5Weights weights = weights(1);
    String hash = WeightsFile.hash(weights);
    assertEquals(hash, WeightsFile.hash(weights(1)));
    assertTrue(hash.matches("[0-9a-f]{12}"), hash);
    int last = weights.values().length - 1;
    weights.values()[last] = Math.nextUp(weights.values()[last]);
    assertNotEquals(hash, WeightsFile.hash(weights));
  }

  /** sha256sum of 61,706 * 4 zero bytes begins with these digits. */
  @Test
  void theHashIsThatOfTheBytes() {
    assertEquals("fee9a7b130d3", WeightsFile.hash(new LeNet5Weights()));
  }

  @Test
  void wrongPlacesAreNoticedBeforeTraining() throws IOException {
    assertTrue(rejects(folder).contains("this is a folder: " + folder));
    Path file = Files.createFile(folder.resolve("file"));
    assertTrue(rejects(file.resolve("weights")).contains("no folder " + file));
    assertTrue(rejects(file.resolve("deeper/weights")).contains(file.toString()));
  }

  private static String rejects(Path path) {
    IOException e = assertThrows(IOException.class, () -> new WeightsFile(path).prepare());
    return e.getMessage();
  }
}
