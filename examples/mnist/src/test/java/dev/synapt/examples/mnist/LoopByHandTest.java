package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.optimizer.Sgd;
import dev.synapt.runtime.training.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The loop in the README. */
final class LoopByHandTest {

  private static final Path SOURCE =
      Path.of("src/main/java/dev/synapt/examples/mnist/LoopByHand.java");
  private static final Path README = Path.of("../../README.md");

  @Test
  void givesTheBitsOfTheLibrarysLoop() throws IOException {
    Dataset train = MnistData.bundled().train().slice(0, 500);
    LeNet5Weights library =
        Training.of(new LeNet5Trainer())
            .data(train)
            .normalize(Normalization.standardize())
            .optimizer(Sgd.withLearningRate(0.05).momentum(0.9))
            .epochs(2)
            .seed(7)
            .fit()
            .lastWeights();
    String hash = WeightsFile.hash(library);
    assertEquals(hash, WeightsFile.hash(LoopByHand.train(train, 2, 7)));
    assertNotEquals(hash, WeightsFile.hash(LoopByHand.train(train, 2, 8)));
  }

  @Test
  void isWhatTheReadmeShows() throws IOException {
    List<String> lines = Files.readAllLines(SOURCE);
    int from = lines.indexOf("    try (var trainer = new LeNet5Trainer()) {");
    List<String> body = lines.subList(from, lines.size() - 2);
    assertTrue(body.size() <= 20, () -> body.size() + " lines");
    String shown = String.join("\n", body.stream().map(line -> line.substring(4)).toList());
    assertTrue(Files.readString(README).contains("```java\n" + shown + "\n```"), shown);
  }
}
