package dev.synapt.processor.plan;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Windows;
import java.util.List;

/** Networks of the layers and losses that have files of their own, on rows and on images. */
public final class BrickNets {

  private BrickNets() {}

  /** Each of them at least once. */
  public static List<TypedGraph> all() {
    return List.of(slopes(), sharedSlopes(), logarithms());
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
