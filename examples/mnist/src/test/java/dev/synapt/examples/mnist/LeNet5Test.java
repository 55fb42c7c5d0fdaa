package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.training.Evaluation;
import dev.synapt.runtime.training.NonFiniteLossException;
import dev.synapt.runtime.training.Training;
import dev.synapt.runtime.training.recipe.LayerActivity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Trains on the first 2,000 digits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LeNet5Test {

  private Dataset train;
  private Dataset test;
  private LeNet5Weights trained;

  @BeforeAll
  void trainOnce() throws IOException {
    MnistData data = MnistData.bundled();
    train = data.train().slice(0, 2000);
    test = data.test();
    trained = train(2, 1);
  }

  private LeNet5Weights train(int threads, long seed) {
    Settings settings = new Settings(2, 16, threads, seed, Settings.usualLearningRate(16));
    return settings.training(new LeNet5Trainer()).data(train).fit().lastWeights();
  }

  private Evaluation evaluate(LeNet5Weights weights) {
    return Evaluation.of(new LeNet5Network(weights), test);
  }

  @Test
  void twoEpochsOfTwoThousandDigitsTeachToRead() {
    double accuracy = evaluate(trained).accuracy();
    assertTrue(accuracy > 0.90, "accuracy on 10,000 digits: " + accuracy);
  }

  @Test
  void theSeedDecidesEveryBitWhateverTheThreads() {
    assertEquals(WeightsFile.hash(trained), WeightsFile.hash(train(1, 1)));
    assertNotEquals(WeightsFile.hash(trained), WeightsFile.hash(train(2, 2)));
  }

  @Test
  void savedWeightsPredictTheSame(@TempDir Path folder) throws IOException {
    WeightsFile file = new WeightsFile(folder.resolve("weights.safetensors"));
    file.save(trained);
    LeNet5Network before = new LeNet5Network(trained);
    LeNet5Network after = new LeNet5Network(file.load());
    for (int i = 0; i < 500; i++) {
      assertArrayEquals(before.predict(test.input(i)), after.predict(test.input(i)));
    }
  }

  /** As large dark digits on light paper, away from the middle: MNIST's become what they were. */
  @Test
  void preparedImagesArePredictedTheSame() {
    LeNet5Network network = new LeNet5Network(trained);
    int digits = 500;
    long same =
        IntStream.range(0, digits)
            .filter(i ->
                network.classify(onPaper(test.input(i)), 0) == network.classify(test.input(i), 0))
            .count();
    assertTrue(same >= 0.99 * digits, same + " of " + digits);
  }

  private static float[] onPaper(float[] digit) {
    int width = 150;
    int height = 120;
    float[] paper = new float[width * height];
    Arrays.fill(paper, 0.9f);
    for (int i = 0; i < 84 * 84; i++) {
      int x = i % 84;
      int y = i / 84;
      paper[(y + 30) * width + x + 5] -= 0.8f * digit[y / 3 * 28 + x / 3];
    }
    return DigitImage.prepare(DigitImage.Ink.of(new DigitImage.Ink(width, height, paper)));
  }

  @Test
  void layersAreShownAsTheyAre() {
    LeNet5Network network = new LeNet5Network(trained);
    var activations = network.activations(test.input(3));
    assertArrayEquals(network.predict(test.input(3)), activations.get("digit.output"));
    assertEquals(16 * 5 * 5, activations.get("conv2.maxpool2d").length);
    List<LayerActivity> layers = LayerActivity.of(network, test, 50);
    assertEquals(
        List.of(
            "conv1.maxpool2d",
            "conv2.maxpool2d",
            "fc1.relu",
            "fc2.relu",
            "digit.dense",
            "digit.output"),
        layers.stream().map(LayerActivity::layer).toList());
    LayerActivity relu = layers.get(2);
    assertTrue(relu.zeros() > 0.1 && relu.zeros() >= relu.dead() && relu.dead() < 1, "" + relu);
    assertEquals(0.1, layers.getLast().mean(), 1e-6, "ten probabilities");
    assertEquals(0, layers.getLast().dead());
  }

  /** Weights that are finite, of which one layer makes what is not. */
  @Test
  void theLayerThatOverflowsIsNamed() {
    LeNet5Weights weights = new LeNet5Weights();
    weights.copyFrom(trained);
    weights.tensor("fc1.dense.weight").copyFrom(filled(120 * 400, 1e38f));
    Training<LeNet5Weights> training =
        Settings.usual(16).training(new LeNet5Trainer()).data(train).initialWeights(weights);
    NonFiniteLossException e = assertThrows(NonFiniteLossException.class, training::fit);
    assertEquals(1, e.step());
    assertTrue(e.origin().contains("what leaves layer fc1.relu is Infinity"), e::getMessage);
    assertTrue(e.origin().contains("1.00e+38, in fc1.dense.weight"), e::getMessage);
  }

  private static float[] filled(int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void aLayerThatDiedIsSeen() {
    LeNet5Weights weights = new LeNet5Weights();
    weights.copyFrom(trained);
    weights.tensor("fc1.dense.bias").copyFrom(filled(120, -1e6f));
    List<LayerActivity> layers = LayerActivity.of(new LeNet5Network(weights), test, 20);
    assertEquals(1, layers.get(2).dead(), layers::toString);
    assertTrue(layers.get(1).dead() < 1, layers::toString);
  }

  @Test
  void theWorstMistakesAreTheMostCertain() {
    Evaluation evaluation = evaluate(trained);
    LeNet5Network network = new LeNet5Network(trained);
    List<Mistake> worst = Mistake.worst(network, test, evaluation, 4);
    assertEquals(4, worst.size());
    for (Mistake mistake : worst) {
      assertEquals(test.label(mistake.image()), mistake.label());
      assertNotEquals(mistake.label(), mistake.predicted());
      float[] probabilities = network.predict(test.input(mistake.image()));
      assertEquals(probabilities[mistake.predicted()], mistake.probability());
    }
    float least = worst.getLast().probability();
    long moreCertain =
        IntStream.of(evaluation.wrong())
            .filter(i -> network.predict(test.input(i))[evaluation.predicted(i)] > least)
            .count();
    assertEquals(3, moreCertain);
  }
}
