package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.Activation.Kind;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lower.Window;

/**
 * Small networks drawn from a seed: images through convolutions and pools of odd windows, strides,
 * dilations and one-sided paddings, then dense layers; any stage after any other, any loss.
 */
public final class RandomNets {

  private static final Activation[] SMOOTH = {
    Activation.RELU,
    Activation.SIGMOID,
    Activation.TANH,
    new Activation(Kind.ELU, 0.7),
    new Activation(Kind.CELU, 0.6),
    new Activation(Kind.SELU),
    new Activation(Kind.GELU),
    new Activation(Kind.GELU_TANH),
    new Activation(Kind.SILU),
    new Activation(Kind.SOFTPLUS, 1.5),
    new Activation(Kind.LOG_SIGMOID),
    new Activation(Kind.MISH),
    new Activation(Kind.SOFTSIGN)
  };

  private final RandomTensors random;
  private final NetBuilder net;

  private RandomNets(long seed) {
    this.random = new RandomTensors(seed);
    Shape image = Shape.of(1 + random.below(3), 5 + random.below(5), 5 + random.below(5));
    this.net = NetBuilder.input("Random" + seed, 4, image);
  }

  /** The network of a seed. */
  public static TypedGraph net(long seed) {
    return new RandomNets(seed).build();
  }

  private TypedGraph build() {
    int images = random.below(3);
    for (int i = 0; i < images; i++) {
      net.field("conv" + (i + 1));
      imageField();
    }
    int vectors = 1 + random.below(2);
    for (int i = 0; i < vectors; i++) {
      net.field("fc" + (i + 1)).dense(2 + random.below(6), random.below(4) > 0);
      maybeNorm();
      maybeActivate();
      maybeDropout();
    }
    net.field("out").dense(2 + random.below(4), true);
    return random.below(3) == 0 ? squaredError() : net.output(LossKind.CROSS_ENTROPY, reduction());
  }

  private TypedGraph squaredError() {
    maybeActivate();
    if (random.below(3) == 0) {
      net.softmax();
    }
    return net.output(LossKind.MSE, reduction());
  }

  private LossReduction reduction() {
    return random.oneOf(LossReduction.values());
  }

  private void imageField() {
    boolean convolves = random.below(5) > 0;
    if (convolves) {
      net.conv2d(1 + random.below(4), convolution(), random.below(4) > 0);
    }
    maybeNorm();
    maybeActivate();
    if (!convolves || random.below(3) > 0) {
      pool();
    }
    if (random.below(6) == 0) {
      net.softmax();
    }
    maybeDropout();
  }

  private Window convolution() {
    Size2 size = size(3);
    Size2 dilation = new Size2(1 + random.below(2), 1 + random.below(2));
    Size2 reach =
        new Size2(
            dilation.height() * (size.height() - 1) + 1, dilation.width() * (size.width() - 1) + 1);
    return new Window(size, size(2), dilation, fitting(reach, random.below(2) == 0));
  }

  private void pool() {
    Size2 size = size(3);
    Window window = new Window(size, size(3), new Size2(1, 1), fitting(size, random.below(2) == 0));
    if (random.below(2) == 0) {
      net.maxPool(window);
    } else {
      net.avgPool(window);
    }
  }

  /** Paddings with which a window fits and never lies wholly in the padding. */
  private Pads fitting(Size2 reach, boolean padded) {
    int missingRows = Math.max(0, reach.height() - net.shape().dim(1));
    int missingColumns = Math.max(0, reach.width() - net.shape().dim(2));
    int rows = padded ? random.below(reach.height()) : 0;
    int columns = padded ? random.below(reach.width()) : 0;
    return new Pads(
        rows, columns, Math.max(missingRows, random.below(reach.height())), missingColumns);
  }

  private Size2 size(int max) {
    return new Size2(1 + random.below(max), 1 + random.below(max));
  }

  private void maybeNorm() {
    if (random.below(3) == 0) {
      net.batchNorm(random.oneOf(1e-5, 1e-3), random.oneOf(0.1, 0.3));
    }
  }

  private void maybeActivate() {
    int choice = random.below(5);
    if (choice < 3) {
      net.activate(choice < 2 ? Activation.RELU : random.oneOf(SMOOTH));
    }
  }

  private void maybeDropout() {
    if (random.below(4) == 0) {
      net.dropout(random.oneOf(0.2, 0.5));
    }
  }
}
