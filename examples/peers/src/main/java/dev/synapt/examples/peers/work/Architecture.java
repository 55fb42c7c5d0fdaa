package dev.synapt.examples.peers.work;

import dev.synapt.examples.peers.work.Part.BatchNorm;
import dev.synapt.examples.peers.work.Part.Conv;
import dev.synapt.examples.peers.work.Part.Dense;
import dev.synapt.examples.peers.work.Part.Dropout;
import dev.synapt.examples.peers.work.Part.Flatten;
import dev.synapt.examples.peers.work.Part.GlobalAvgPool;
import dev.synapt.examples.peers.work.Part.MaxPool;
import dev.synapt.examples.peers.work.Part.Relu;
import dev.synapt.examples.peers.work.Part.Residual;
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

  /** Three stages of three blocks, 16, 32 and 64 channels. */
  static List<Part> resNet20() {
    List<Part> parts = new ArrayList<>(convolution(3, 16, 3, 1));
    parts.add(new Relu());
    int channels = 16;
    for (int filters : new int[] {16, 32, 64}) {
      for (int block = 0; block < 3; block++) {
        int stride = filters == channels ? 1 : 2;
        parts.add(block(channels, filters, stride));
        parts.add(new Relu());
        channels = filters;
      }
    }
    parts.addAll(List.of(new GlobalAvgPool(), new Dense(channels, 10)));
    return List.copyOf(parts);
  }

  private static Part block(int channels, int filters, int stride) {
    List<Part> body = new ArrayList<>(convolution(channels, filters, 3, stride));
    body.add(new Relu());
    body.addAll(convolution(filters, filters, 3, 1));
    List<Part> shortcut =
        channels == filters ? List.of() : convolution(channels, filters, 1, stride);
    return new Residual(body, shortcut);
  }

  /** Without bias, then batch norm. */
  private static List<Part> convolution(int channels, int filters, int kernel, int stride) {
    return List.of(
        new Conv(channels, filters, kernel, stride, kernel / 2, false), new BatchNorm(filters));
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
