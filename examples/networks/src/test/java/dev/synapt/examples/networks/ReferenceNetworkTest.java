package dev.synapt.examples.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferenceNetworkTest {

  /**
   * By hand: inputs by outputs and biases, windows by channels by filters, two numbers for each
   * normalised channel.
   */
  @ParameterizedTest
  @CsvSource({
    "MLP, 235146",
    "MNIST_CNN, 1199882",
    "LENET5, 61706",
    "RESNET20, 272474",
    "SMALL_MLP, 131"
  })
  void everyNetworkHasItsParameters(ReferenceNetwork network, long parameters) {
    long trained =
        network.weights(1).tensors().stream()
            .filter(tensor -> tensor.trainable())
            .mapToLong(tensor -> tensor.size())
            .sum();
    assertEquals(parameters, trained);
  }

  /** With Adam and its default rate, the default optimizer. */
  @ParameterizedTest
  @CsvSource({"MLP, 40", "LENET5, 40", "RESNET20, 8", "SMALL_MLP, 40"})
  void everyNetworkLearnsABatchByHeart(ReferenceNetwork network, int steps) {
    try (var trainer = network.trainer(1)) {
      trainer.threads(2);
      var batch = RandomBatch.of(trainer, 1);
      batch.size(4);
      trainer.step(batch);
      double first = trainer.loss();
      for (int i = 0; i < steps; i++) {
        trainer.step(batch);
      }
      assertTrue(trainer.loss() < 0.9 * first, () -> first + " became " + trainer.loss());
    }
  }
}
