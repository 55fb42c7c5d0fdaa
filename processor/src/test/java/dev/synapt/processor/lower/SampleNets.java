package dev.synapt.processor.lower;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossOptions;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Resample;
import dev.synapt.processor.graph.SampleNorm;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.interpret.Axes;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Networks that between them use every operation, each with one thing in the foreground. */
final class SampleNets {

  private static final Size2 ONE = new Size2(1, 1);

  private SampleNets() {}

  static List<TypedGraph> all() {
    List<TypedGraph> nets = new ArrayList<>();
    nets.addAll(convolutions());
    nets.addAll(pools());
    nets.addAll(others());
    nets.addAll(losses());
    nets.addAll(axes());
    nets.add(lenet());
    return nets;
  }

  private static List<TypedGraph> convolutions() {
    Window strided = new Window(new Size2(3, 2), new Size2(2, 3), ONE, new Pads(1, 1, 1, 1));
    Window dilated = new Window(new Size2(2, 3), ONE, new Size2(3, 2), Pads.NONE);
    Window lopsided = new Window(new Size2(3, 3), ONE, ONE, new Pads(0, 2, 1, 0));
    Window all =
        new Window(new Size2(3, 2), new Size2(2, 1), new Size2(1, 3), new Pads(2, 0, 1, 3));
    return List.of(
        image("conv plain", net -> net.conv2d(3, Windows.kernel(3), true)),
        image("conv without bias", net -> net.conv2d(2, Windows.kernel(2), false)),
        image("conv strided", net -> net.conv2d(2, strided, true)),
        image("conv dilated", net -> net.conv2d(2, dilated, true)),
        image("conv padded on two sides", net -> net.conv2d(2, lopsided, true)),
        image("conv with everything", net -> net.conv2d(2, all, true)));
  }

  private static List<TypedGraph> pools() {
    Window overlapping = new Window(new Size2(3, 3), new Size2(2, 1), ONE, new Pads(1, 0, 1, 2));
    Window apart = new Window(new Size2(1, 2), new Size2(3, 3), ONE, Pads.NONE);
    return List.of(
        image("max pool", net -> net.maxPool(Windows.pool(2))),
        image("max pool overlapping", net -> net.maxPool(overlapping)),
        image("max pool with gaps", net -> net.maxPool(apart)),
        image("relu before max pool", net -> net.activate(RELU).maxPool(overlapping)),
        image("average pool", net -> net.avgPool(Windows.pool(2))),
        image("average pool overlapping", net -> net.avgPool(overlapping)),
        image("average pool with gaps", net -> net.avgPool(apart)));
  }

  private static List<TypedGraph> axes() {
    List<Integer> two = List.of(2, 2);
    return List.of(
        image("groups", net -> net.conv(4, Axes.windows(2, 3, 1), 2, true)),
        image("transposed", net -> net.convTranspose(3, Axes.windows(2, 3, 1), two, 1, true)),
        image("scaled", net -> net.resample(Resample.Kind.BILINEAR, two, 12, 14)),
        image("parts", net -> net.resample(Resample.Kind.MAX_OF_PARTS, List.of(3, 4), 3, 4)),
        image("mirrored", net -> net.resample(Resample.Kind.MIRRORED, List.of(1, 2, 0, 3), 7, 12)),
        image("global max", NetBuilder::globalMaxPool),
        image("group norm", net -> net.norm(SampleNorm.Kind.GROUP, 2, 1e-3, true)),
        image("layer norm", net -> net.norm(SampleNorm.Kind.LAYER, 1, 1e-3, true)),
        image("dropped channels", net -> net.spatialDropout(0.4)),
        image("unpooled", SampleNets::unpooled),
        tokens("embedding", net -> net),
        tokens("waves", net -> net.positions(false)),
        tokens("learned positions", net -> net.positions(true)),
        tokens("attention", net -> net.attention(2, false, true, 0.3)),
        tokens("causal attention", net -> net.attention(4, true, false, 0)),
        image("norm of pixels", net -> net.norm(SampleNorm.Kind.CHANNELS, 1, 1e-3, true)),
        image("product", SampleNets::product),
        image("side by side", SampleNets::sideBySide),
        image("rows and columns side by side", SampleNets::rowsAndColumns),
        image("reshaped", net -> net.reshape(3, 4, 7).conv2d(2, Windows.kernel(2), true)),
        image("volumes side by side", SampleNets::volumes));
  }

  private static NetBuilder unpooled(NetBuilder net) {
    ValueId pool = net.conv2d(2, Windows.kernel(3, 1), true).maxPool(Windows.pool(2)).here();
    return net.field("b").conv2d(2, Windows.kernel(3, 1), true).field("c").unpool(pool);
  }

  private static NetBuilder product(NetBuilder net) {
    ValueId x = net.here();
    ValueId a = net.conv2d(2, Windows.kernel(3, 1), true).here();
    return net.field("b").multiply(a, x, a);
  }

  private static NetBuilder sideBySide(NetBuilder net) {
    ValueId x = net.here();
    ValueId a = net.conv2d(3, Windows.kernel(3, 1), true).here();
    return net.field("b").concat(a, x, a);
  }

  private static NetBuilder rowsAndColumns(NetBuilder net) {
    ValueId x = net.here();
    ValueId a = net.conv2d(2, Windows.kernel(3, 1), true).here();
    ValueId rows = net.field("b").concatAlong(1, a, x).here();
    return net.field("c").concatAlong(2, rows, rows).flatten();
  }

  private static NetBuilder volumes(NetBuilder net) {
    ValueId x = net.reshape(2, 3, 2, 7).here();
    ValueId a = net.conv(2, Axes.windows(3, 1, 0), 1, true).here();
    ValueId rows = net.field("b").concatAlong(2, x, a).here();
    return net.field("c").concatAlong(1, rows, rows);
  }

  private static List<TypedGraph> others() {
    return List.of(
        image(
            "frozen",
            net ->
                net.conv2d(3, Windows.kernel(2), true)
                    .field("b")
                    .freeze()
                    .conv2d(2, Windows.kernel(2), true)
                    .batchNorm(1e-2, 0.1)
                    .prelu(false)
                    .field("c")
                    .conv2d(2, Windows.kernel(2), true)),
        image(
            "the same weights twice",
            net -> {
              ValueId x = net.here();
              ValueId a =
                  net.conv2d(2, Windows.kernel(3, 1), true)
                      .norm(SampleNorm.Kind.GROUP, 2, 1e-3, true)
                      .prelu(false)
                      .here();
              net.field("b").from(x).activate(Activation.TANH).field("c").reuse("a");
              net.conv2d(2, Windows.kernel(3, 1), true).norm(SampleNorm.Kind.GROUP, 2, 1e-3, true);
              ValueId c = net.prelu(false).here();
              return net.field("d")
                  .add(a, c)
                  .field("e")
                  .dense(84, true)
                  .field("f")
                  .reuse("e")
                  .dense(84, true);
            }),
        image(
            "several inputs",
            net -> {
              ValueId a = net.conv2d(2, Windows.kernel(3, 1), true).here();
              net.further("more", Shape.of(2, 6, 7)).field("b").conv2d(2, Windows.kernel(1), true);
              ValueId b = net.field("c").add(a, net.here()).field("d").dense(4, true).here();
              ValueId row = net.further("row", Shape.of(3)).here();
              return net.field("e").concat(b, row);
            }),
        image("frozen in front", net -> net.freeze().conv2d(2, Windows.kernel(2), true)),
        image("relu", net -> net.conv2d(2, Windows.kernel(2), true).activate(RELU)),
        image("sigmoid", net -> net.activate(Activation.SIGMOID)),
        image("tanh", net -> net.activate(Activation.TANH)),
        image("prelu", net -> net.prelu(false)),
        image("prelu, one slope", net -> net.prelu(true)),
        image("log softmax over channels", NetBuilder::logSoftmax),
        image("softmax over channels", NetBuilder::softmax),
        image("batch norm of images", net -> net.batchNorm(1e-5, 0.1)),
        image("batch norm of vectors", net -> net.flatten().batchNorm(1e-2, 0.3)),
        image("dropout", net -> net.dropout(0.4)),
        image("two dropouts", net -> net.dropout(0.5).field("b").dropout(0.2)));
  }

  private static List<TypedGraph> losses() {
    List<TypedGraph> nets = new ArrayList<>();
    for (LossKind loss : LossKind.values()) {
      for (LossReduction reduction : LossReduction.values()) {
        NetBuilder net = NetBuilder.input(loss + " " + reduction, 3, Shape.of(5));
        nets.add(
            net.field("a")
                .dense(4, false)
                .activate(RELU)
                .field("b")
                .dense(3, true)
                .output(loss, reduction));
      }
    }
    nets.add(
        NetBuilder.input("pixels, weighted", 3, Shape.of(2, 3, 2))
            .field("a")
            .conv2d(3, Windows.kernel(1), true)
            .output(
                LossKind.CROSS_ENTROPY,
                LossReduction.MEAN,
                new LossOptions(1, 0.1, List.of(0.5, 2.0, 1.0), OptionalInt.of(2))));
    nets.add(severalOutputs());
    NetBuilder probabilities = NetBuilder.input("softmax of vectors", 3, Shape.of(5));
    nets.add(
        probabilities.field("a").dense(4, true).softmax().output(LossKind.MSE, LossReduction.SUM));
    return nets;
  }

  private static TypedGraph severalOutputs() {
    NetBuilder net = NetBuilder.input("several outputs", 3, Shape.of(2, 3, 2)).field("a");
    ValueId a = net.conv2d(3, Windows.kernel(1), true).here();
    net.result(LossKind.CROSS_ENTROPY, LossReduction.MEAN, weight(0.3));
    net.field("b")
        .from(a)
        .dense(4, true)
        .result(LossKind.CROSS_ENTROPY, LossReduction.MEAN, weight(2));
    net.field("c").from(a).dense(3, true).activate(RELU);
    net.result(LossKind.SOFT_CROSS_ENTROPY, LossReduction.MEAN, weight(1));
    return net.field("d")
        .from(a)
        .dense(2, true)
        .output(LossKind.MSE, LossReduction.MEAN, weight(0.5));
  }

  private static LossOptions weight(double weight) {
    return new LossOptions(1, 0, List.of(), OptionalInt.empty(), weight);
  }

  private static final Activation RELU = Activation.RELU;

  private static TypedGraph tokens(String name, UnaryOperator<NetBuilder> layers) {
    NetBuilder net = NetBuilder.input(name, 3, Shape.of(6)).field("a");
    return layers
        .apply(net.embedding(5, 4, OptionalInt.empty()))
        .field("end")
        .dense(3, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  private static TypedGraph image(String name, UnaryOperator<NetBuilder> layers) {
    NetBuilder net = NetBuilder.input(name, 3, Shape.of(2, 6, 7)).field("a");
    return layers
        .apply(net)
        .field("end")
        .dense(3, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  /** LeNet-5's order of layers in small. */
  static TypedGraph lenet() {
    return NetBuilder.input("LeNet", 4, Shape.of(1, 8, 8))
        .field("conv1")
        .conv2d(2, Windows.kernel(3, 1), true)
        .activate(RELU)
        .maxPool(Windows.pool(2))
        .field("fc1")
        .dense(5, true)
        .activate(RELU)
        .dropout(0.2)
        .field("digit")
        .dense(3, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  /** Batch norm on both kinds of values, before squared error. */
  static TypedGraph normalised() {
    return NetBuilder.input("Normalised", 4, Shape.of(2, 4, 4))
        .field("conv1")
        .conv2d(3, Windows.kernel(3), false)
        .batchNorm(1e-5, 0.1)
        .activate(RELU)
        .field("price")
        .dense(1, true)
        .output(LossKind.MSE, LossReduction.SUM);
  }
}
