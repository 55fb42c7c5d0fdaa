package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossOptions;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ShortcutForm;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Window;
import java.util.List;
import java.util.OptionalInt;

/**
 * Small networks with branches, drawn from a seed: values read by one, two or three layers, sums of
 * branches, shortcuts of every form over images and over vectors, few channels or enough for
 * channels to be the lanes.
 */
public final class RandomGraphs {

  private static final Size2 ONE = new Size2(1, 1);

  private final RandomTensors random;
  private final NetBuilder net;
  private final boolean wide;
  private int fields;

  private RandomGraphs(long seed, boolean mayBeWide) {
    random = new RandomTensors(seed);
    wide = random.below(3) == 0 && mayBeWide;
    int channels = wide && random.below(2) == 0 ? 18 : 1 + random.below(4);
    Shape image = Shape.of(channels, 3 + random.below(5), 3 + random.below(5));
    Shape vector = Shape.of(2 + random.below(18));
    net = NetBuilder.input("Graph" + seed, 4, random.below(4) == 0 ? vector : image);
  }

  /** The network of a seed. */
  public static TypedGraph net(long seed) {
    return new RandomGraphs(seed, true).build();
  }

  /** A network of a seed whose gradients can be measured entry by entry: few channels only. */
  public static TypedGraph narrow(long seed) {
    return new RandomGraphs(seed, false).build();
  }

  private TypedGraph build() {
    if (net.isImage()) {
      images();
    }
    next().dense(5 + random.below(8), true);
    maybeRelu();
    int vectors = 1 + random.below(2);
    for (int i = 0; i < vectors; i++) {
      vectorBlock();
    }
    boolean numbers = random.below(3) == 0;
    LossReduction reduction = numbers ? LossReduction.MEAN : LossReduction.SUM;
    if (random.below(4) == 0) {
      furtherOutput(reduction);
    }
    next().dense(3, true);
    return net.output(numbers ? LossKind.MSE : LossKind.CROSS_ENTROPY, reduction);
  }

  /** Classes of their own, from what the last output reads too. */
  private void furtherOutput(LossReduction reduction) {
    ValueId trunk = net.here();
    LossOptions weight = new LossOptions(1, 0, List.of(), OptionalInt.empty(), 0.5);
    next().dense(4, true).result(LossKind.CROSS_ENTROPY, reduction, weight);
    net.from(trunk);
  }

  private NetBuilder next() {
    return net.field("f" + fields++);
  }

  private void images() {
    next().conv2d(channels(), same(), random.below(2) == 0);
    maybeNorm();
    maybeRelu();
    int blocks = 1 + random.below(2);
    for (int i = 0; i < blocks; i++) {
      switch (random.below(3)) {
        case 0 -> shortcut();
        case 1 -> branches();
        default -> residual();
      }
    }
    switch (random.below(4)) {
      case 0, 1 -> next().globalAvgPool();
      case 2 -> sideBySide();
      default -> {
        // the image as it is
      }
    }
  }

  /** Along any axis, then as a sequence. */
  private void sideBySide() {
    ValueId x = net.here();
    next().concatAlong(random.below(3), x, x);
    next().reshape(net.shape().channels(), net.shape().positions());
    if (random.below(2) == 0) {
      next().flatten();
    }
  }

  private int channels() {
    return wide ? 16 + random.below(6) : 1 + random.below(5);
  }

  private static Window same() {
    return Windows.kernel(3, 1);
  }

  /** Two convolutions and the value before them. */
  private void residual() {
    ValueId start = net.here();
    int channels = net.shape().channels();
    next().conv2d(channels(), same(), true);
    maybeFreeze();
    maybeRelu();
    next().conv2d(channels, same(), false);
    maybeNorm();
    next().add(start, net.here());
    maybeRelu();
  }

  /** Branches from one value, added up, perhaps with the value itself. */
  private void branches() {
    ValueId start = net.here();
    int channels = net.shape().channels();
    ValueId left = branch(start, channels);
    ValueId right = branch(start, channels);
    if (random.below(2) == 0) {
      next().add(left, start, right);
    } else {
      next().add(right, left);
    }
    maybeRelu();
    if (random.below(3) == 0 && Math.min(net.shape().dim(1), net.shape().dim(2)) > 1) {
      next().maxPool(new Window(new Size2(2, 2), ONE, ONE, Pads.NONE));
    }
  }

  private ValueId branch(ValueId start, int channels) {
    next().from(start);
    switch (random.below(3)) {
      case 0 -> net.activate(random.oneOf(Activation.RELU, Activation.TANH));
      case 1 -> net.avgPool(Windows.kernel(3, 1));
      default -> net.conv2d(channels, Windows.kernel(1), true);
    }
    if (random.below(2) == 0) {
      next().activate(Activation.SIGMOID);
    }
    return net.here();
  }

  /** A convolution with another shape, and what comes before it made to fit. */
  private void shortcut() {
    ValueId start = net.here();
    Size2 stride = new Size2(1 + random.below(2), 1 + random.below(3));
    int channels = net.shape().channels() + random.below(4);
    Window window = new Window(new Size2(3, 3), stride, ONE, new Pads(1, 1, 1, 1));
    next().conv2d(channels, window, false);
    maybeNorm();
    next().shortcut(start, random.oneOf(ShortcutForm.ZERO_PADDING, ShortcutForm.PROJECTION));
    maybeRelu();
  }

  private void vectorBlock() {
    ValueId start = net.here();
    int units = net.shape().size();
    if (random.below(5) == 0) {
      ValueId more = net.further("more" + fields, Shape.of(units)).here();
      next().multiply(start, more);
    } else if (random.below(4) == 0) {
      next().dense(units, true);
      next().reuse("f" + (fields - 2)).dense(units, true);
      next();
    } else if (random.below(3) == 0) {
      ValueId left = next().dense(units, true).here();
      ValueId right = next().from(start).activate(Activation.TANH).dense(units, false).here();
      next().add(start, left, start, right);
    } else {
      next().dense(random.below(2) == 0 ? units : units + 1 + random.below(14), true);
      maybeRelu();
      next().shortcut(start, random.oneOf(ShortcutForm.ZERO_PADDING, ShortcutForm.PROJECTION));
    }
    maybeRelu();
  }

  private void maybeFreeze() {
    if (random.below(4) == 0) {
      net.freeze();
    }
  }

  private void maybeNorm() {
    if (random.below(3) == 0) {
      net.batchNorm(1e-3, 0.1);
    }
  }

  private void maybeRelu() {
    if (random.below(3) > 0) {
      net.activate(random.oneOf(Activation.RELU, Activation.RELU, Activation.TANH));
    }
  }
}
