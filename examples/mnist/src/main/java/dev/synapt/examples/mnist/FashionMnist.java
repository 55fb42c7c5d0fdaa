package dev.synapt.examples.mnist;

import dev.synapt.runtime.data.Dataset;
import java.util.List;

/**
 * Fashion-MNIST (Xiao, Rasul, Vollgraf, 2017): ten kinds of clothing in files of the same names and
 * sizes as MNIST's.
 */
final class FashionMnist {

  static final List<String> CLASS_NAMES =
      List.of(
          "T-shirt/top",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  /** The files say nothing about themselves, but the order of the images is always the same. */
  private static final List<Integer> FIRST_LABELS =
      List.of(9, 0, 0, 3, 0, 2, 7, 2, 5, 5, 0, 9, 5, 5, 7, 9);

  private FashionMnist() {}

  /** Whether these are the training images, or the first of them. */
  static boolean is(Dataset train) {
    if (train.size() < FIRST_LABELS.size()) {
      return false;
    }
    for (int i = 0; i < FIRST_LABELS.size(); i++) {
      if (train.label(i) != FIRST_LABELS.get(i)) {
        return false;
      }
    }
    return true;
  }
}
