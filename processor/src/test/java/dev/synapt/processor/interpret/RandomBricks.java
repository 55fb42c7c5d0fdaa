package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.Activation.Kind;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Resample;
import dev.synapt.processor.graph.SampleNorm;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.lower.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Draws single layers that what they read allows: over images, sequences and vectors, with windows
 * of any size, stride, dilation and padding on either side.
 */
final class RandomBricks {

  private static final Size2 ONE = new Size2(1, 1);

  /** Keeps what normalises a few entries away from divisions by almost nothing. */
  private static final double EPSILON = 1e-2;

  /** The fewest entries that are normalised together. */
  private static final int FEWEST = 4;

  private static final Kind[] FUNCTIONS = {
    Kind.RELU,
    Kind.RELU,
    Kind.RELU6,
    Kind.SIGMOID,
    Kind.TANH,
    Kind.SELU,
    Kind.GELU,
    Kind.GELU_TANH,
    Kind.SILU,
    Kind.MISH,
    Kind.SOFTSIGN,
    Kind.LOG_SIGMOID,
    Kind.HARD_SIGMOID,
    Kind.HARD_SWISH,
    Kind.HARD_TANH
  };

  private final RandomTensors random;
  private final NetBuilder net;
  private final int batch;
  private final boolean wide;

  /**
   * Draws for a network.
   *
   * @param batch samples, of which there must be several to normalise a vector over them
   * @param wide whether there are enough filters for channels to be the lanes
   */
  RandomBricks(RandomTensors random, NetBuilder net, int batch, boolean wide) {
    this.random = random;
    this.net = net;
    this.batch = batch;
    this.wide = wide;
  }

  int channels() {
    return wide ? 16 + random.below(3) : 1 + random.below(4);
  }

  private int axes() {
    return net.shape().rank() - 1;
  }

  /** A layer that may change the shape. */
  void change() {
    switch (random.below(axes() == 2 ? 6 : 3)) {
      case 0, 1 -> convolution();
      case 2, 3 -> pooling();
      case 4 -> transposed();
      default -> resampled();
    }
  }

  private void convolution() {
    if (axes() == 2) {
      net.conv2d(channels(), window(3, true), random.below(2) == 0);
      return;
    }
    int reach = Math.min(3, net.shape().dim(1));
    List<Integer> size = List.of(1 + random.below(reach));
    List<Integer> before = List.of(random.below(reach));
    List<Integer> ones = List.of(1);
    net.conv(
        channels(),
        Axes.windows(size, List.of(1 + random.below(2)), ones, before, List.of(random.below(2))),
        1,
        random.below(2) == 0);
  }

  private void pooling() {
    if (axes() == 1) {
      int size = Math.min(2, net.shape().dim(1));
      net.pool(Axes.windows(1, size, size - 1), random.below(2) == 0, random.below(2) == 0);
    } else if (random.below(2) == 0) {
      net.maxPool(window(3, false));
    } else {
      net.avgPool(window(3, false));
    }
  }

  /** A window that fits, and that is never wholly in the padding. */
  private Window window(int most, boolean dilates) {
    Size2 size = new Size2(taps(1, most), taps(2, most));
    Size2 dilation = dilates ? new Size2(gap(1, size.height()), gap(2, size.width())) : ONE;
    Size2 stride = new Size2(1 + random.below(2), 1 + random.below(2));
    IntSupplier rows = () -> random.below(size.height());
    IntSupplier columns = () -> random.below(size.width());
    Pads pads = new Pads(rows.getAsInt(), columns.getAsInt(), rows.getAsInt(), columns.getAsInt());
    return new Window(size, stride, dilation, pads);
  }

  private int taps(int axis, int most) {
    return 1 + random.below(Math.min(most, net.shape().dim(axis)));
  }

  private int gap(int axis, int taps) {
    return 2 * (taps - 1) < net.shape().dim(axis) ? 1 + random.below(2) : 1;
  }

  private void transposed() {
    int extra = random.below(2);
    List<Integer> two = List.of(2, 2);
    List<Integer> none = List.of(0, 0);
    List<Integer> pads = List.of(0, random.below(2));
    net.convTranspose(
        channels(),
        Axes.windows(List.of(2, 3), two, List.of(1, 1), none, pads),
        List.of(extra, 0),
        1,
        random.below(2) == 0);
  }

  private void resampled() {
    int height = net.shape().dim(1);
    int width = net.shape().dim(2);
    switch (random.below(4)) {
      case 0 -> net.resample(Resample.Kind.NEAREST, List.of(2, 1), 2 * height, width);
      case 1 -> net.resample(Resample.Kind.BILINEAR, List.of(1, 2), height, 2 * width);
      case 2 -> net.resample(Resample.Kind.MEAN_OF_PARTS, List.of(2, 3), 2, 3);
      default -> net.resample(Resample.Kind.REPEATED, List.of(1, 0, 0, 1), height + 1, width + 1);
    }
  }

  /** A layer that keeps the shape. */
  void keep() {
    switch (random.below(6)) {
      case 0, 1 -> sameSize();
      case 2 -> norm();
      case 3 -> dropout();
      default -> activate();
    }
  }

  private void sameSize() {
    int channels = net.shape().channels();
    if (axes() == 0) {
      net.dense(channels, random.below(2) == 0);
    } else if (axes() == 1 && random.below(2) == 0) {
      net.attention(channels % 2 == 0 ? 2 : 1, random.below(2) == 0, true, 0);
    } else if (axes() == 2 && random.below(2) == 0) {
      net.conv2d(channels, Windows.kernel(3, 1), random.below(2) == 0);
    } else {
      net.conv(channels, Axes.windows(axes(), 3, 1), random.below(2) == 0 ? 1 : channels, true);
    }
  }

  /** What normalises is only drawn where there are some entries to normalise. */
  void norm() {
    int channels = net.shape().channels();
    int positions = net.shape().size() / channels;
    List<Runnable> choices = new ArrayList<>(Collections.singleton(this::activate));
    if (batch * positions >= 2 * FEWEST) {
      choices.add(() -> net.batchNorm(EPSILON, random.oneOf(0.1, 0.3)));
    }
    if (net.shape().size() >= FEWEST) {
      choices.add(() -> net.norm(SampleNorm.Kind.LAYER, 1, EPSILON, random.below(2) == 0));
    }
    if (axes() > 0 && positions >= FEWEST) {
      choices.add(() -> net.norm(SampleNorm.Kind.INSTANCE, 1, EPSILON, true));
      choices.add(() -> net.norm(SampleNorm.Kind.GROUP, channels % 2 == 0 ? 2 : 1, EPSILON, true));
    }
    random.oneOf(choices.toArray(Runnable[]::new)).run();
  }

  private void dropout() {
    if (axes() > 0 && random.below(2) == 0) {
      net.spatialDropout(0.25);
    } else {
      net.dropout(random.oneOf(0.2, 0.5));
    }
  }

  void activate() {
    switch (random.below(8)) {
      case 0 -> net.prelu(random.below(2) == 0);
      case 1 -> net.activate(new Activation(Kind.LEAKY_RELU, 0.1));
      case 2 -> net.activate(new Activation(random.oneOf(Kind.ELU, Kind.CELU), 0.7));
      default -> net.activate(new Activation(random.oneOf(FUNCTIONS)));
    }
  }
}
