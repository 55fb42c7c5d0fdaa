package dev.synapt.processor.plan;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ShortcutForm;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lower.Window;
import java.util.List;
import java.util.stream.Stream;

/** Networks for tests of the stages from plan to emission. */
public final class TestNets {

  private static final Size2 ONE = new Size2(1, 1);
  private static final Activation RELU = Activation.RELU;

  private TestNets() {}

  /**
   * Networks that between them use every operation, odd windows, and batches that fill no slice.
   */
  public static List<TypedGraph> all() {
    return Stream.concat(large().stream(), BrickNets.all().stream()).toList();
  }

  /** Those that are not made for one kind of layer, some as large as a user's. */
  public static List<TypedGraph> large() {
    return List.of(
        mlp(),
        lenet5(),
        normalised(),
        everything(),
        vectors(),
        imageLoss(),
        wide(),
        channelsLast(),
        winograd(),
        branches("Branches", 3),
        branches("WideBranches", 18),
        branches("BranchesOf16", 16),
        tiny());
  }

  /** Values read by several layers: sums, shortcuts of every form, the mean of each channel. */
  public static TypedGraph branches(String name, int channels) {
    NetBuilder net = NetBuilder.input(name, 20, Shape.of(2, 7, 6));
    ValueId stem =
        net.field("stem").conv2d(channels, Windows.kernel(3, 1), true).activate(RELU).here();
    ValueId left = net.field("left").conv2d(channels, Windows.kernel(3, 1), true).here();
    net.field("right").from(stem).conv2d(channels, Windows.kernel(1), false).batchNorm(1e-5, 0.1);
    ValueId sum = net.field("sum").add(left, net.here(), stem).activate(RELU).here();
    Window halving = new Window(new Size2(3, 3), new Size2(2, 2), ONE, new Pads(1, 1, 1, 1));
    ValueId half =
        net.field("half")
            .conv2d(channels + 2, halving, false)
            .shortcut(sum, ShortcutForm.ZERO_PADDING)
            .activate(RELU)
            .here();
    net.field("quarter").conv2d(channels + 5, halving, false);
    ValueId means =
        net.shortcut(half, ShortcutForm.PROJECTION).field("means").globalAvgPool().here();
    return net.field("hidden")
        .dense(channels + 5, true)
        .shortcut(means, ShortcutForm.IDENTITY)
        .activate(RELU)
        .field("out")
        .dense(3, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  /** 784-128-10, the smallest classifier of digits. */
  public static TypedGraph mlp() {
    return NetBuilder.input("Mlp", 64, Shape.of(784))
        .field("hidden")
        .dense(128, true)
        .activate(Activation.RELU)
        .field("digit")
        .dense(10, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  /** LeNet-5 as LeCun et al. (1998) made it, with ReLU and max pooling. */
  public static TypedGraph lenet5() {
    return NetBuilder.input("LeNet5", 64, Shape.of(1, 28, 28))
        .field("conv1")
        .conv2d(6, Windows.kernel(5, 2), true)
        .activate(Activation.RELU)
        .maxPool(Windows.pool(2))
        .field("conv2")
        .conv2d(16, Windows.kernel(5), true)
        .activate(Activation.RELU)
        .maxPool(Windows.pool(2))
        .field("fc1")
        .dense(120, true)
        .activate(Activation.RELU)
        .field("fc2")
        .dense(84, true)
        .activate(Activation.RELU)
        .field("digit")
        .dense(10, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  /** Batch norm of images and of rows. */
  public static TypedGraph normalised() {
    return NetBuilder.input("Normalised", 40, Shape.of(2, 8, 8))
        .field("conv1")
        .conv2d(5, Windows.kernel(3, 1), false)
        .batchNorm(1e-5, 0.1)
        .activate(Activation.RELU)
        .field("conv2")
        .conv2d(3, Windows.kernel(3, 1), true)
        .batchNorm(1e-5, 0.1)
        .activate(Activation.TANH)
        .field("fc")
        .dense(7, false)
        .batchNorm(1e-3, 0.2)
        .activate(Activation.SIGMOID)
        .field("out")
        .dense(3, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.SUM);
  }

  /** Every kind of layer on images, with windows that are nowhere square or even. */
  public static TypedGraph everything() {
    Window strided =
        new Window(new Size2(3, 2), new Size2(2, 1), new Size2(1, 3), new Pads(1, 0, 1, 2));
    Window overlapping = new Window(new Size2(3, 3), new Size2(2, 1), ONE, new Pads(1, 0, 1, 1));
    return NetBuilder.input("Everything", 20, Shape.of(2, 11, 9))
        .field("a")
        .conv2d(4, strided, false)
        .batchNorm(1e-3, 0.2)
        .activate(Activation.RELU)
        .maxPool(overlapping)
        .field("b")
        .conv2d(7, Windows.kernel(2, 1), true)
        .activate(Activation.SIGMOID)
        .avgPool(Windows.pool(2))
        .dropout(0.25)
        .field("c")
        .avgPool(overlapping)
        .activate(Activation.TANH)
        .field("d")
        .dense(5, true)
        .batchNorm(1e-5, 0.1)
        .dropout(0.5)
        .activate(Activation.TANH)
        .field("e")
        .dense(3, true)
        .output(LossKind.MSE, LossReduction.MEAN);
  }

  /** Only vectors, each function once, softmax before a squared error. */
  public static TypedGraph vectors() {
    return NetBuilder.input("Vectors", 17, Shape.of(5))
        .field("a")
        .dense(20, false)
        .batchNorm(1e-5, 0.1)
        .activate(Activation.TANH)
        .field("b")
        .dense(33, true)
        .activate(Activation.SIGMOID)
        .dropout(0.1)
        .field("c")
        .dense(4, true)
        .softmax()
        .output(LossKind.MSE, LossReduction.SUM);
  }

  /** A loss right behind an image. */
  public static TypedGraph imageLoss() {
    return NetBuilder.input("ImageLoss", 16, Shape.of(3, 6, 5))
        .field("conv")
        .conv2d(2, Windows.kernel(3), true)
        .output(LossKind.MSE, LossReduction.MEAN);
  }

  /** Layers wider than any tile or panel. */
  public static TypedGraph wide() {
    return NetBuilder.input("Wide", 128, Shape.of(20, 9, 9))
        .field("conv1")
        .conv2d(37, Windows.kernel(3, 1), true)
        .activate(Activation.RELU)
        .maxPool(Windows.pool(3))
        .field("conv2")
        .conv2d(64, Windows.kernel(1), true)
        .field("fc")
        .dense(300, true)
        .activate(Activation.RELU)
        .field("out")
        .dense(256, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  /**
   * Filters enough for channels-last training: strides, dilation, lopsided padding, batch norm,
   * both poolings.
   */
  public static TypedGraph channelsLast() {
    Size2 two = new Size2(2, 2);
    Window strided = new Window(new Size2(3, 3), two, ONE, new Pads(1, 1, 1, 1));
    Window lopsided = new Window(new Size2(2, 3), ONE, new Size2(2, 1), new Pads(2, 0, 0, 1));
    Window shortcut = new Window(ONE, two, ONE, Pads.NONE);
    return NetBuilder.input("ChannelsLast", 20, Shape.of(3, 12, 11))
        .field("a")
        .conv2d(16, Windows.kernel(3, 1), false)
        .batchNorm(1e-5, 0.1)
        .activate(Activation.RELU)
        .field("b")
        .conv2d(21, strided, true)
        .activate(Activation.SIGMOID)
        .dropout(0.25)
        .field("c")
        .conv2d(32, lopsided, true)
        .batchNorm(1e-3, 0.2)
        .maxPool(new Window(new Size2(3, 2), ONE, ONE, new Pads(1, 0, 1, 0)))
        .field("d")
        .conv2d(17, shortcut, true)
        .activate(Activation.TANH)
        .avgPool(Windows.pool(2))
        .field("e")
        .dense(5, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  /** Convolutions by Winograd: tiles of both sizes, borders that cut them. */
  public static TypedGraph winograd() {
    return NetBuilder.input("Winograd", 32, Shape.of(16, 13, 10))
        .field("a")
        .conv2d(16, Windows.kernel(3, 1), true)
        .activate(Activation.RELU)
        .field("b")
        .conv2d(32, Windows.kernel(3), false)
        .batchNorm(1e-5, 0.1)
        .maxPool(Windows.pool(2))
        .field("c")
        .conv2d(48, Windows.kernel(3, 1), true)
        .field("d")
        .dense(5, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  /** As little as possible. */
  public static TypedGraph tiny() {
    return NetBuilder.input("Tiny", 1, Shape.of(1))
        .field("out")
        .dense(1, false)
        .output(LossKind.MSE, LossReduction.MEAN);
  }
}
