package dev.synapt.examples.mnist;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.training.Evaluation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A wrongly classified image.
 *
 * @param image its position in the data set
 * @param label the true class
 * @param predicted the class it was taken for
 * @param probability that the network gave to that class, 0 ... 1
 */
record Mistake(int image, int label, int predicted, float probability) {

  /**
   * The mistakes of which the network was most certain.
   *
   * @param evaluation of the network on the images
   * @param most how many are wanted
   */
  static List<Mistake> worst(
      InferenceNetwork network, Dataset images, Evaluation evaluation, int most) {
    return Arrays.stream(evaluation.wrong())
        .mapToObj(image -> of(network, images, evaluation, image))
        .sorted(Comparator.comparingDouble(Mistake::probability).reversed())
        .limit(most)
        .toList();
  }

  private static Mistake of(
      InferenceNetwork network, Dataset images, Evaluation evaluation, int image) {
    int predicted = evaluation.predicted(image);
    float probability = network.predict(images.input(image))[predicted];
    return new Mistake(image, images.label(image), predicted, probability);
  }
}
