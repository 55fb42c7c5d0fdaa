package dev.synapt.processor.plan;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossOptions;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Resample;
import dev.synapt.processor.graph.SampleNorm;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ShortcutForm;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.graph.Windows;
import dev.synapt.processor.interpret.Axes;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.lower.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Networks of the layers and losses that have files of their own, on rows and on images. */
public final class BrickNets {

  private static final Window POOL = dev.synapt.processor.interpret.Windows.pool(2);
  private static final Window SAME = dev.synapt.processor.interpret.Windows.kernel(3, 1);

  private BrickNets() {}

  /** Each of them at least once. */
  public static List<TypedGraph> all() {
    List<TypedGraph> nets = new ArrayList<>();
    nets.addAll(List.of(slopes(), sharedSlopes(), smooth(), logarithms()));
    nets.addAll(losses());
    nets.addAll(axes());
    nets.addAll(merges());
    nets.addAll(norms());
    nets.addAll(segments());
    nets.addAll(shapes());
    nets.addAll(frozen());
    nets.addAll(sequences());
    nets.addAll(shared());
    nets.addAll(outputs());
    nets.addAll(inputs());
    return nets;
  }

  /** Layers over sequences, images and volumes, with what they read and what reads them. */
  private static List<TypedGraph> axes() {
    List<Integer> two = List.of(2, 2);
    Windows causal = Axes.windows(List.of(3), List.of(1), List.of(2), List.of(4), List.of(0));
    Windows strided =
        Axes.windows(List.of(3, 2), List.of(2, 1), List.of(1, 2), List.of(1, 0), List.of(0, 1));
    Windows dilated = Axes.windows(two, List.of(1, 2), two, List.of(1, 0), List.of(0, 1));
    return List.of(
        answer(
            input("Sequence", 17, 3, 11)
                .conv(5, causal, 1, true)
                .batchNorm(1e-5, 0.1)
                .activate(Activation.RELU)
                .pool(Axes.windows(1, 2, 0), true, true)
                .field("b")
                .conv(4, causal, 1, false)
                .pool(Axes.windows(1, 3, 1), false, true)),
        answer(
            input("WideSequence", 17, 3, 7)
                .conv(16, causal, 1, true)
                .activate(Activation.RELU)
                .field("b")
                .conv(17, causal, 1, true)),
        answer(input("Groups", 20, 4, 7, 6).conv(6, strided, 2, true).activate(Activation.RELU)),
        answer(input("Depthwise", 17, 3, 6, 5).conv(6, Axes.windows(2, 3, 1), 3, false)),
        answer(input("Volume", 16, 2, 4, 5, 3).conv(3, Axes.windows(3, 2, 1), 1, true)),
        answer(input("VolumePools", 3, 2, 4, 5, 4).pool(Axes.windows(3, 2, 0), true, true)),
        answer(input("VolumeMeans", 3, 2, 4, 5, 4).pool(Axes.windows(3, 2, 1), false, false)),
        answer(
            input("Transposed", 17, 2, 4, 3)
                .conv2d(3, dev.synapt.processor.interpret.Windows.kernel(2), true)
                .field("b")
                .convTranspose(4, strided(), List.of(1, 0), 1, true)
                .activate(Activation.RELU)
                .field("c")
                .convTranspose(2, Axes.windows(2, 2, 0), List.of(0, 0), 2, false)),
        answer(input("DilatedMax", 17, 2, 7, 8).pool(dilated, true, true)),
        answer(input("PaddingLeftOut", 17, 2, 7, 8).pool(Axes.windows(2, 3, 1), false, false)),
        answer(
            input("Scaled", 17, 2, 5, 4)
                .conv2d(3, dev.synapt.processor.interpret.Windows.kernel(2, 1), true)
                .resample(Resample.Kind.BILINEAR, two, 12, 10)
                .field("b")
                .resample(Resample.Kind.MAX_OF_PARTS, List.of(5, 3), 5, 3)
                .field("c")
                .resample(Resample.Kind.NEAREST, two, 10, 6)
                .field("d")
                .conv2d(2, dev.synapt.processor.interpret.Windows.kernel(3, 1), true)
                .resample(Resample.Kind.MEAN_OF_PARTS, List.of(3, 4), 3, 4)
                .field("e")
                .resample(Resample.Kind.MIRRORED, List.of(1, 2, 0, 1), 4, 7)
                .field("f")
                .conv2d(4, dev.synapt.processor.interpret.Windows.kernel(2), true)
                .globalMaxPool()));
  }

  /**
   * Layers side by side, multiplied, and the same one twice: of few channels, many, and vectors.
   */
  private static List<TypedGraph> merges() {
    return List.of(
        answer(merged(input("MergedSlices", 17, 3, 5, 4), 5)),
        answer(merged(input("MergedPixels", 17, 17, 4, 3), 19)),
        answer(vectorsMerged(input("MergedVectors", 17, 9))));
  }

  /** Poolings that are undone, in front of convolutions that read beyond their images. */
  private static List<TypedGraph> segments() {
    NetBuilder net = input("Segments", 17, 2, 7, 9).conv2d(4, SAME, true);
    net.activate(Activation.RELU).spatialDropout(0.25);
    ValueId first = net.field("p1").maxPool(POOL).here();
    net.field("b").conv2d(3, SAME, true).spatialDropout(0.5);
    ValueId second = net.field("p2").maxPool(POOL).here();
    net.field("u2").unpool(second).field("c").conv2d(4, SAME, false);
    net.field("u1").unpool(first).field("d").conv2d(2, SAME, true);
    Windows dilated =
        Axes.windows(List.of(2, 2), List.of(1, 1), List.of(2, 2), List.of(0, 0), List.of(0, 0));
    net.field("e").pool(dilated, true, true).field("f").conv2d(2, SAME, true);
    return List.of(net.output(LossKind.CROSS_ENTROPY, MEAN));
  }

  /** Several inputs of every form, one read twice: on slices and on pixels. */
  private static List<TypedGraph> inputs() {
    return List.of(
        answer(inputs(input("InputsOfSlices", 17, 2, 5, 4), 3)),
        answer(inputs(input("InputsOfPixels", 20, 3, 5, 4), 17)));
  }

  private static NetBuilder inputs(NetBuilder net, int channels) {
    ValueId image = net.here();
    ValueId a = net.conv2d(channels, SAME, true).activate(Activation.RELU).here();
    ValueId row = net.further("row", Shape.of(7)).here();
    ValueId b = net.field("b").dense(6, true).activate(Activation.TANH).here();
    net.further("more", Shape.of(channels, 5, 4));
    ValueId c = net.field("c").conv2d(channels, SAME, false).here();
    net.field("d").add(a, c, a).field("e").globalAvgPool();
    ValueId d = net.here();
    ValueId flat = net.field("f").from(image).flatten().here();
    return net.field("g").concat(row, d, b, flat);
  }

  /**
   * Several outputs: on slices and on pixels, of images and of vectors, one of them in the middle.
   */
  private static List<TypedGraph> outputs() {
    return List.of(
        outputs(input("OutputsOfSlices", 17, 2, 5, 4), 3, MEAN),
        outputs(input("OutputsOfPixels", 17, 3, 5, 4), 17, LossReduction.SUM));
  }

  private static TypedGraph outputs(NetBuilder net, int channels, LossReduction reduction) {
    ValueId a = net.conv2d(channels, SAME, true).activate(Activation.RELU).here();
    LossOptions classes = new LossOptions(1, 0.1, List.of(), OptionalInt.of(1), 0.25);
    net.field("b").conv2d(channels, SAME, true).result(LossKind.CROSS_ENTROPY, reduction, classes);
    net.field("c").from(a).dense(7, true).activate(Activation.TANH);
    ValueId c = net.here();
    net.field("d").dense(5, true).result(LossKind.CROSS_ENTROPY, reduction, LossOptions.NONE);
    LossOptions delta = new LossOptions(0.5, 0, List.of(), OptionalInt.empty(), 3);
    net.field("e").from(c).dense(2, true).result(LossKind.HUBER, reduction, delta);
    net.field("f")
        .from(c)
        .dense(1, true)
        .result(LossKind.BINARY_CROSS_ENTROPY, reduction, LossOptions.NONE);
    return net.field("g").from(a).globalAvgPool().output(LossKind.MSE, reduction);
  }

  /** The same weights two and three times: on slices, on pixels and on rows. */
  private static List<TypedGraph> shared() {
    NetBuilder frozen = input("SharedFrozen", 17, 2, 6, 5).freeze().conv2d(2, SAME, false);
    frozen.batchNorm(1e-3, 0.1).activate(Activation.RELU).field("b").reuse("a");
    frozen.conv2d(2, SAME, false).batchNorm(1e-3, 0.1).activate(Activation.RELU);
    NetBuilder rows = input("SharedRows", 17, 9).dense(9, true).activate(Activation.TANH);
    rows.field("b").reuse("a").dense(9, true).activate(Activation.TANH);
    rows.field("c").reuse("a").dense(9, true).activate(Activation.TANH);
    return List.of(
        answer(shared(input("SharedSlices", 17, 2, 8, 6), 5)),
        answer(shared(input("SharedPixels", 20, 16, 8, 6), 16)),
        answer(shared(input("SharedPixelsOfInput", 20, 3, 8, 6), 17)),
        answer(rows),
        answer(frozen),
        grouped());
  }

  /** Two images of different sizes through one convolution, then through one dense layer. */
  private static NetBuilder shared(NetBuilder net, int filters) {
    ValueId x = net.here();
    net.conv2d(filters, SAME, true).activate(Activation.RELU);
    ValueId large = net.maxPool(POOL).here();
    net.field("b").from(x).maxPool(POOL);
    net.field("c").reuse("a").conv2d(filters, SAME, true).activate(Activation.RELU);
    ValueId half = net.maxPool(POOL).here();
    net.field("d").from(large).dense(filters * 2 * 3, true).activate(Activation.TANH);
    ValueId left = net.here();
    ValueId high = net.field("e").concatAlong(1, half, half).here();
    ValueId wide = net.field("w").concatAlong(2, high, high, high).here();
    net.field("f").reuse("d").from(wide).dense(filters * 2 * 3, true).activate(Activation.TANH);
    return net.field("g").multiply(left, net.here());
  }

  private static TypedGraph grouped() {
    NetBuilder net = input("SharedGroups", 17, 4, 5, 4).conv(4, Axes.windows(2, 3, 1), 2, true);
    net.norm(SampleNorm.Kind.LAYER, 1, 1e-5, true).prelu(false);
    net.field("b").reuse("a").conv(4, Axes.windows(2, 3, 1), 2, true);
    return answer(net.norm(SampleNorm.Kind.LAYER, 1, 1e-5, true).prelu(false));
  }

  /** Frozen layers in front of trained ones and between them: on slices, on pixels and on rows. */
  private static List<TypedGraph> frozen() {
    Windows grouped = Axes.windows(2, 2, 1);
    return List.of(
        answer(
            frozen(input("FrozenSlices", 17, 2, 7, 6), 5)
                .field("e")
                .freeze()
                .conv(4, grouped, 2, true)
                .norm(SampleNorm.Kind.LAYER, 1, 1e-5, true)
                .prelu(false)
                .field("f")
                .freeze()
                .convTranspose(3, strided(), List.of(1, 0), 1, true)),
        answer(frozen(input("FrozenPixels", 20, 3, 7, 6), 18)),
        answer(
            input("FrozenRows", 17, 9)
                .freeze()
                .dense(12, true)
                .batchNorm(1e-5, 0.1)
                .activate(Activation.TANH)
                .field("b")
                .dense(19, true)
                .field("c")
                .freeze()
                .dense(7, true)
                .batchNorm(1e-3, 0.1)
                .activate(Activation.RELU)));
  }

  private static NetBuilder frozen(NetBuilder net, int channels) {
    net.freeze().conv2d(channels, SAME, false).batchNorm(1e-5, 0.1).activate(Activation.RELU);
    ValueId start = net.maxPool(POOL).here();
    net.field("b").conv2d(channels, SAME, true).activate(Activation.RELU);
    net.field("c").freeze().conv2d(channels + 1, SAME, true).batchNorm(1e-3, 0.1);
    net.shortcut(start, ShortcutForm.PROJECTION).activate(Activation.RELU);
    return net.field("d").freeze().batchNorm(1e-3, 0.1).dropout(0.2);
  }

  /** Other shapes and other axes side by side: on slices, on pixels, and of volumes. */
  private static List<TypedGraph> shapes() {
    return List.of(
        answer(reshaped(input("ReshapedSlices", 17, 3, 4, 6), 5, 4)),
        answer(reshaped(input("ReshapedPixels", 17, 2, 4, 6), 18, 17)),
        answer(volumes(input("JoinedVolumes", 17, 2, 2, 3, 4))),
        answer(input("ReshapedToDense", 17, 2, 4, 3).conv2d(5, SAME, true).field("b").flatten()),
        input("AveragedClasses", 17, 3, 4, 4)
            .conv2d(18, SAME, true)
            .field("b")
            .globalAvgPool()
            .output(LossKind.CROSS_ENTROPY, MEAN));
  }

  private static NetBuilder reshaped(NetBuilder net, int first, int second) {
    ValueId a = net.conv2d(first, SAME, true).activate(Activation.RELU).here();
    ValueId b = net.field("b").concatAlong(1, a, a).conv2d(first, SAME, false).here();
    net.field("c").concatAlong(2, b, b).activate(Activation.TANH);
    net.field("d").reshape(2 * first, 6, 8).conv2d(second, SAME, true);
    ValueId row = net.field("e").flatten().activate(Activation.SIGMOID).here();
    net.field("f").from(row).reshape(second, 8, 6).conv2d(second, SAME, true);
    net.field("g").dense(4 * second, true).reshape(second, 2, 2).conv2d(second, SAME, true);
    return net.field("h").flatten().softmax();
  }

  private static NetBuilder volumes(NetBuilder net) {
    ValueId x = net.here();
    ValueId a = net.conv(2, Axes.windows(3, 1, 0), 1, true).here();
    ValueId rows = net.field("b").concatAlong(2, x, a, x).here();
    ValueId planes = net.field("c").concatAlong(1, rows, rows).here();
    net.field("d").concatAlong(3, planes, planes);
    return net.field("e").reshape(9, 64).norm(SampleNorm.Kind.LAYER, 1, 1e-5, true);
  }

  /** Tokens, and what is told of their positions. */
  private static List<TypedGraph> sequences() {
    Windows same = Axes.windows(1, 3, 1);
    return List.of(
        answer(
            input("Tokens", 37, 9)
                .embedding(11, 5, OptionalInt.of(2))
                .positions(false)
                .field("b")
                .conv(6, same, 1, true)
                .activate(Activation.RELU)
                .positions(true)),
        answer(input("Words", 17, 7).embedding(40, 19, OptionalInt.empty()).globalMaxPool()),
        answer(encoder(input("Encoder", 33, 7).embedding(9, 6, OptionalInt.empty()), 3)),
        answer(
            input("Causal", 17, 5, 6)
                .conv(4, Axes.windows(1, 1, 0), 1, true)
                .field("b")
                .freeze()
                .attention(1, true, false, 0.3)
                .activate(Activation.RELU)
                .field("c")
                .attention(2, true, true, 0)
                .norm(SampleNorm.Kind.CHANNELS, 1, 1e-3, false)),
        answer(
            input("PixelNorms", 17, 3, 4, 5)
                .norm(SampleNorm.Kind.CHANNELS, 1, 1e-3, true)
                .field("b")
                .conv2d(5, SAME, true)
                .norm(SampleNorm.Kind.CHANNELS, 1, 1e-5, true)
                .field("c")
                .dense(19, true)
                .norm(SampleNorm.Kind.CHANNELS, 1, 1e-5, true)));
  }

  /** A block of a transformer as users write it: normalised first, added to what came in. */
  private static NetBuilder encoder(NetBuilder net, int heads) {
    Windows dense = Axes.windows(1, 1, 0);
    int width = net.shape().channels();
    ValueId in = net.positions(false).here();
    net.field("attention").norm(SampleNorm.Kind.CHANNELS, 1, 1e-5, true);
    net.attention(heads, false, true, 0.2);
    ValueId mixed = net.field("mixed").add(in, net.here()).here();
    net.field("wide").norm(SampleNorm.Kind.CHANNELS, 1, 1e-5, true);
    net.conv(4 * width, dense, 1, true).activate(new Activation(Activation.Kind.GELU));
    net.field("narrow").conv(width, dense, 1, true);
    return net.field("out").add(mixed, net.here()).globalAvgPool();
  }

  private static List<TypedGraph> norms() {
    return List.of(
        answer(
            input("GroupNorms", 17, 2, 5, 4)
                .conv2d(6, SAME, true)
                .norm(SampleNorm.Kind.GROUP, 3, 1e-5, true)
                .activate(Activation.RELU)
                .field("b")
                .conv2d(3, SAME, true)
                .norm(SampleNorm.Kind.INSTANCE, 1, 1e-3, false)
                .field("c")
                .conv2d(4, SAME, false)
                .norm(SampleNorm.Kind.LAYER, 1, 1e-5, true)
                .field("d")
                .dense(19, true)
                .norm(SampleNorm.Kind.LAYER, 1, 1e-5, true)
                .activate(Activation.TANH)
                .field("e")
                .dense(6, true)
                .norm(SampleNorm.Kind.GROUP, 2, 1e-3, false)));
  }

  private static NetBuilder merged(NetBuilder net, int channels) {
    ValueId x = net.here();
    ValueId a = net.conv2d(channels, SAME, true).activate(Activation.RELU).here();
    ValueId b = net.field("b").from(x).conv2d(channels, SAME, false).here();
    ValueId gate = net.field("gate").from(x).conv2d(channels, SAME, true).here();
    ValueId product = net.field("product").multiply(a, gate, b).here();
    ValueId all = net.field("all").concat(product, x, b, product).here();
    net.field("square").multiply(all, all);
    return net.field("last").conv2d(channels + 2, SAME, true).activate(Activation.RELU);
  }

  private static NetBuilder vectorsMerged(NetBuilder net) {
    ValueId x = net.here();
    ValueId a = net.dense(7, true).activate(Activation.TANH).here();
    ValueId b = net.field("b").from(x).dense(7, true).activate(Activation.SIGMOID).here();
    ValueId product = net.field("product").multiply(a, b).here();
    return net.field("all").concat(x, product, a);
  }

  private static Windows strided() {
    return Axes.windows(List.of(3, 3), List.of(2, 2), List.of(1, 1), List.of(1, 1), List.of(1, 1));
  }

  private static NetBuilder input(String name, int batch, int... shape) {
    return NetBuilder.input(name, batch, Shape.of(shape)).field("a");
  }

  private static TypedGraph answer(NetBuilder net) {
    return net.field("z").dense(3, true).output(LossKind.CROSS_ENTROPY, MEAN);
  }

  /** Losses with settings, of rows and of images. */
  private static List<TypedGraph> losses() {
    LossOptions everything =
        new LossOptions(1, 0.1, List.of(0.5, 2.0, 1.0, 3.0), OptionalInt.of(2));
    LossOptions weights = new LossOptions(1, 0, List.of(0.5, 2.0, 1.0, 3.0), OptionalInt.empty());
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
        .conv2d(4, dev.synapt.processor.interpret.Windows.kernel(2), true);
  }

  private static NetBuilder units(String name) {
    return NetBuilder.input(name, 17, Shape.of(6)).field("a").dense(4, true);
  }

  /** A slope for each channel. */
  private static TypedGraph slopes() {
    return NetBuilder.input("Slopes", 20, Shape.of(2, 5, 4))
        .field("a")
        .conv2d(5, dev.synapt.processor.interpret.Windows.kernel(2), true)
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
        .conv2d(5, dev.synapt.processor.interpret.Windows.kernel(2), true)
        .prelu(true)
        .field("b")
        .dense(37, true)
        .prelu(true)
        .field("c")
        .dense(3, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  /** CELU of numbers around 1, on an image and on rows. */
  private static TypedGraph smooth() {
    return answer(
        input("Smooth", 17, 2, 5, 4)
            .conv2d(5, dev.synapt.processor.interpret.Windows.kernel(2), true)
            .activate(new Activation(Activation.Kind.CELU, 0.4))
            .field("b")
            .dense(19, true)
            .activate(new Activation(Activation.Kind.CELU, 3))
            .field("c")
            .dense(7, true)
            .activate(new Activation(Activation.Kind.CELU, 1)));
  }

  /** The logarithm of softmax over the channels of an image and of rows. */
  private static TypedGraph logarithms() {
    return NetBuilder.input("Logarithms", 17, Shape.of(2, 5, 4))
        .field("a")
        .conv2d(5, dev.synapt.processor.interpret.Windows.kernel(2), true)
        .logSoftmax()
        .field("b")
        .dense(7, true)
        .logSoftmax()
        .output(LossKind.MSE, LossReduction.MEAN);
  }
}
