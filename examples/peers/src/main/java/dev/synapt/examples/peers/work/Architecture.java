package dev.synapt.examples.peers.work;

import dev.synapt.examples.peers.work.Part.Conv;
import dev.synapt.examples.peers.work.Part.Dense;
import dev.synapt.examples.peers.work.Part.Dropout;
import dev.synapt.examples.peers.work.Part.Flatten;
import dev.synapt.examples.peers.work.Part.MaxPool;
import dev.synapt.examples.peers.work.Part.Relu;
import java.util.ArrayList;
import java.util.List;

/** The reference networks again, part by part up to the logits, for the libraries that do not read our annotations. */
final class Architecture {

  private Architecture() {}

  /** Dense layers with ReLU between them. */
  static List<Part> mlp(int... sizes) {
    List<Part> parts = new ArrayList<>();
    for (int i = 1; i < sizes.length; i++) {
      parts.add(new Dense(sizes[i - 1], sizes[i]));
      if (i < sizes.length - 1) {
        parts.add(new Relu());
      }
    }
    return parts;
  }

  static List<Part> mnistCnn() {
    return List.of(
        new Conv(1, 32, 3, 1, 0, true),
        new Relu(),
        new Conv(32, 64, 3, 1, 0, true),
        new Relu(),
        new MaxPool(2),
        new Dropout(0.25f),
        new Flatten(),
        new Dense(9216, 128),
        new Relu(),
        new Dropout(0.5f),
        new Dense(128, 10));
  }

  static List<Part> leNet5() {
    return List.of(
        new Conv(1, 6, 5, 1, 2, true),
        new Relu(),
        new MaxPool(2),
        new Conv(6, 16, 5, 1, 0, true),
        new Relu(),
        new MaxPool(2),
        new Flatten(),
        new Dense(400, 120),
        new Relu(),
        new Dense(120, 84),
        new Relu(),
        new Dense(84, 10));
  }
}
