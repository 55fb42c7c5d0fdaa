package dev.synapt.processor.plan;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossOptions;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Networks of the layers and losses that have files of their own, on rows and on images. */
public final class BrickNets {

  private BrickNets() {}

  /** Each of them at least once. */
  public static List<TypedGraph> all() {
    List<TypedGraph> nets = new ArrayList<>();
    nets.addAll(List.of(slopes(), sharedSlopes(), logarithms()));
    nets.addAll(losses());
    return nets;
  }

  /** Losses with settings, of rows and of images. */
  private static List<TypedGraph> losses() {
    LossOptions everything =
        new LossOptions(1, 0.1, List.of(0.5, 2.0, 1.0, 3.0), OptionalInt.of(2));
    LossOptions weights =
        new LossOptions(1, 0, List.of(0.5, 2.0, 1.0, 3.0), OptionalInt.empty());
    LossOptions delta = new LossOptions(0.25, 0, List.of(), OptionalInt.empty());
    return List.of(
        scores("PixelClasses").output(LossKind.CROSS_ENTROPY, LossReduction.MEAN, everything),
        scores("PixelShares").output(LossKind.SOFT_CROSS_ENTROPY, LossReduction.MEAN, weights),
        scores("PixelAnswers").output(LossKind.BINARY_CROSS_ENTROPY, LossReduction.MEAN, weights),
        units("Likelihood").logSoftmax().output(LossKind.NEGATIVE_LOG_LIKELIHOOD, MEAN, weights),
        units("Divergence").logSoftmax().output(LossKind.KL_DIVERGENCE, MEAN),
        units("Huber").output(LossKind.HUBER, MEAN, delta),
        units("SmoothL1").output(LossKind.SMOOTH_L1, LossReduction.SUM, delta),
        units("Absolute").output(LossKind.MAE, MEAN),
        units("Margin").output(LossKind.HINGE, MEAN));
  }

  private static final LossReduction MEAN = LossReduction.MEAN;

  private static NetBuilder scores(String name) {
    return NetBuilder.input(name, 17, Shape.of(2, 5, 4))
        .field("a")
        .conv2d(4, Windows.kernel(2), true);
  }

  private static NetBuilder units(String name) {
    return NetBuilder.input(name, 17, Shape.of(6)).field("a").dense(4, true);
  }

  /** A slope for each channel. */
  private static TypedGraph slopes() {
    return NetBuilder.input("Slopes", 20, Shape.of(2, 5, 4))
        .field("a")
        .conv2d(5, Windows.kernel(2), true)
        .prelu(false)
        .field("b")
        .dense(19, true)
        .prelu(false)
        .field("c")
        .dense(3, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  /** One slope, on an image and on more channels than a block of lanes. */
  private static TypedGraph sharedSlopes() {
    return NetBuilder.input("SharedSlopes", 17, Shape.of(2, 5, 4))
        .field("a")
        .conv2d(5, Windows.kernel(2), true)
        .prelu(true)
        .field("b")
        .dense(37, true)
        .prelu(true)
        .field("c")
        .dense(3, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  /** The logarithm of softmax over the channels of an image and of rows. */
  private static TypedGraph logarithms() {
    return NetBuilder.input("Logarithms", 17, Shape.of(2, 5, 4))
        .field("a")
        .conv2d(5, Windows.kernel(2), true)
        .logSoftmax()
        .field("b")
        .dense(7, true)
        .logSoftmax()
        .output(LossKind.MSE, LossReduction.MEAN);
  }
}
