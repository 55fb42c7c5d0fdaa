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
 * Small networks of all kinds of layers, drawn from a seed: branches from one value that are added
 * up, multiplied or put side by side, shortcuts, poolings that are undone, layers used twice,
 * frozen ones, several inputs and outputs, over images, sequences, tokens and vectors of odd sizes.
 * As small as they can be, so that many of them can be compiled.
 */
public final class RandomTopologies {

  private static final Size2 ONE = new Size2(1, 1);
  private static final double SECOND_WEIGHT = 0.5;

  /** Entries of which a deviation is not almost nothing. */
  private static final int SEVERAL = 20;

  private final RandomTensors random;
  private final NetBuilder net;
  private final RandomBricks bricks;
  private final int batch;
  private final boolean tokens;
  private int fields;

  private RandomTopologies(int seed, int batch) {
    this.batch = batch;
    random = new RandomTensors(seed);
    boolean wide = random.below(5) == 0;
    int channels = wide ? 16 + random.below(3) : 1 + random.below(3);
    Shape shape =
        switch (random.below(8)) {
          case 0, 1 -> Shape.of(2 + random.below(12));
          case 2 -> Shape.of(channels, 4 + random.below(5));
          case 3 -> Shape.of(4 + random.below(4));
          default -> Shape.of(channels, 3 + random.below(4), 3 + random.below(4));
        };
    net = NetBuilder.input("Topology" + seed, batch, shape);
    bricks = new RandomBricks(random, net, batch, wide);
    tokens = shape.rank() == 1 && shape.size() < 8 && random.below(2) == 0;
    if (tokens) {
      next().embedding(5, 2 + random.below(5), OptionalInt.empty());
      next().positions(random.below(2) == 0);
    }
  }

  /** The network of a seed, for batches of a size. */
  public static TypedGraph net(int seed, int batch) {
    return new RandomTopologies(seed, batch).build();
  }

  private TypedGraph build() {
    int blocks = 1 + random.below(2);
    for (int i = 0; i < blocks; i++) {
      block();
    }
    if (net.isImage() && random.below(5) == 0) {
      next().conv2d(2, Windows.kernel(1), true);
      return net.output(random.oneOf(LossKind.CROSS_ENTROPY, LossKind.MSE), LossReduction.MEAN);
    }
    row();
    if (random.below(2) == 0) {
      rows();
    }
    ValueId trunk = net.here();
    if (random.below(4) == 0) {
      // a sum: nothing may be left of which a mean could be taken
      LossOptions half = new LossOptions(1, 0.1, List.of(), OptionalInt.of(1), SECOND_WEIGHT);
      next().dense(3, true).result(LossKind.CROSS_ENTROPY, LossReduction.SUM, half);
      net.from(trunk);
    }
    next().dense(2 + random.below(3), true);
    return net.output(loss(), random.oneOf(LossReduction.values()));
  }

  private LossKind loss() {
    return random.oneOf(
        LossKind.CROSS_ENTROPY,
        LossKind.CROSS_ENTROPY,
        LossKind.MSE,
        LossKind.SMOOTH_L1,
        LossKind.BINARY_CROSS_ENTROPY);
  }

  private NetBuilder next() {
    return net.field("f" + fields++);
  }

  private void block() {
    switch (random.below(net.isImage() ? 7 : 5)) {
      case 0, 1 -> straight();
      case 2 -> sum();
      case 3 -> product();
      case 4 -> sideBySide();
      case 5 -> undone();
      default -> shortcut();
    }
  }

  private void straight() {
    next();
    if (net.shape().rank() > 1) {
      bricks.change();
    } else {
      net.dense(2 + random.below(15), random.below(2) == 0);
    }
    maybeFreeze();
    bricks.norm();
    next();
    bricks.keep();
  }

  private void sum() {
    ValueId start = net.here();
    ValueId left = branch(start);
    ValueId right = branch(start);
    switch (random.below(3)) {
      case 0 -> next().add(left, right);
      case 1 -> next().add(start, left, right);
      default -> next().add(right, left, right);
    }
    bricks.activate();
  }

  private void product() {
    ValueId start = net.here();
    ValueId left = branch(start);
    ValueId right = branch(start);
    next().multiply(left, right);
  }

  private void sideBySide() {
    ValueId start = net.here();
    ValueId left = branch(start);
    ValueId right = branch(start);
    next().concatAlong(random.below(net.shape().rank()), left, start, right);
  }

  private ValueId branch(ValueId start) {
    next().from(start);
    bricks.keep();
    if (random.below(3) == 0) {
      next();
      bricks.keep();
    }
    return net.here();
  }

  /** Down and up again, where there is an image that has room for it. */
  private void undone() {
    if (Math.min(net.shape().dim(1), net.shape().dim(2)) < 2) {
      straight();
      return;
    }
    ValueId pool = next().maxPool(Windows.pool(2)).here();
    next();
    bricks.keep();
    next().unpool(pool);
  }

  private void shortcut() {
    ValueId start = net.here();
    Size2 stride = new Size2(1 + random.below(2), 1 + random.below(2));
    int channels = net.shape().channels() + random.below(3);
    next().conv2d(channels, new Window(new Size2(3, 3), stride, ONE, new Pads(1, 1, 1, 1)), false);
    bricks.activate();
    next().shortcut(start, form());
  }

  /** A projection normalises over the batch. */
  private ShortcutForm form() {
    int entries = batch * net.shape().size() / net.shape().channels();
    return entries >= SEVERAL && random.below(2) == 0
        ? ShortcutForm.PROJECTION
        : ShortcutForm.ZERO_PADDING;
  }

  /** One row of numbers of whatever there is. */
  private void row() {
    if (net.shape().rank() == 1) {
      return;
    }
    switch (random.below(3)) {
      case 0 -> next().globalAvgPool();
      case 1 -> next().globalMaxPool();
      default -> next().dense(3 + random.below(9), true);
    }
  }

  private void rows() {
    int units = net.shape().size();
    ValueId start = net.here();
    switch (tokens ? 0 : random.below(4)) {
      case 0 -> {
        next().dense(units, true).activate(Activation.TANH);
        next().reuse("f" + (fields - 2)).dense(units, true).activate(Activation.TANH);
      }
      case 1 -> {
        ValueId more = net.further("more", Shape.of(units)).here();
        next().multiply(start, more);
      }
      case 2 -> {
        next().dense(units + random.below(4), true);
        maybeFreeze();
        next().shortcut(start, form());
      }
      default -> block();
    }
  }

  private void maybeFreeze() {
    if (random.below(5) == 0) {
      net.freeze();
    }
  }
}
