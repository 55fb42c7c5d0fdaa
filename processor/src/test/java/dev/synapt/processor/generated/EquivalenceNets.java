package dev.synapt.processor.generated;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TopologyLayer;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.RandomGraphs;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lower.Window;
import dev.synapt.processor.plan.BrickNets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Networks of awkward sizes: around the widths of registers, around slices of 16 samples, primes,
 * and one. The names say what is in the foreground.
 */
final class EquivalenceNets {

  /** Around every register width, and what no block divides. */
  static final int[] SIZES = {1, 7, 8, 9, 15, 16, 17, 31, 37};

  private static final int[] BATCHES = {1, 3, 16, 17, 64};
  private static final Size2 ONE = new Size2(1, 1);
  private static final Activation[] FUNCTIONS = {
    Activation.RELU, Activation.SIGMOID, Activation.TANH
  };

  private EquivalenceNets() {}

  /** All named networks. */
  static List<TypedGraph> named() {
    List<TypedGraph> nets = new ArrayList<>();
    for (int i = 0; i < SIZES.length; i++) {
      nets.add(vectors(i));
      nets.add(channels(i));
      nets.add(images(i));
    }
    nets.addAll(windows());
    nets.addAll(norms());
    nets.addAll(others());
    nets.add(placesAlone());
    nets.addAll(channelsLast());
    nets.addAll(BrickNets.all());
    return nets;
  }

  /** Networks drawn from seeds from the first on, for every size of batch in turn. */
  static List<TypedGraph> random(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(seed -> {
          TypedGraph net = RandomNets.net(seed);
          int batch = BATCHES[seed % BATCHES.length];
          return Nets.with("Random" + seed, Math.max(batch, fewest(net)), net);
        })
        .toList();
  }

  /** Networks with branches drawn from seeds from the first on, for every size of batch in turn. */
  static List<TypedGraph> branching(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(seed -> {
          TypedGraph net = RandomGraphs.net(seed);
          int batch = BATCHES[seed % BATCHES.length];
          return Nets.with("Graph" + seed, Math.max(batch, fewest(net)), net);
        })
        .toList();
  }

  /** A single sample has no variance. */
  private static int fewest(TypedGraph net) {
    boolean norm =
        net.graph().layers().stream()
            .anyMatch(l -> l instanceof Layer.BatchNorm || l instanceof TopologyLayer.Shortcut);
    return norm ? 3 : 1;
  }

  private static int size(int i) {
    return SIZES[i % SIZES.length];
  }

  private static int batch(int i) {
    return BATCHES[i % BATCHES.length];
  }

  private static NetBuilder input(String name, int batch, int... shape) {
    return NetBuilder.input(name, batch, Shape.of(shape)).field("a");
  }

  private static TypedGraph classes(NetBuilder net, int classes) {
    return net.field("out").dense(classes, true).output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  private static TypedGraph numbers(NetBuilder net, int units) {
    return net.field("out").dense(units, false).output(LossKind.MSE, LossReduction.MEAN);
  }

  /** Dense layers, each size once as inputs, hidden units and outputs. */
  private static TypedGraph vectors(int i) {
    NetBuilder net =
        input("Vectors" + size(i), batch(i), size(i))
            .dense(size(i + 1), i % 2 == 0)
            .activate(FUNCTIONS[i % 3])
            .field("b")
            .dense(size(i + 4), true)
            .activate(Activation.RELU);
    return i % 2 == 0 ? numbers(net, size(i + 2)) : classes(net, Math.max(2, size(i + 2)));
  }

  /** Convolutions, each size once as channels and as filters, also the gradient by the input. */
  private static TypedGraph channels(int i) {
    return classes(
        input("Channels" + size(i), Math.min(17, batch(i + 1)), size(i), 5, 4)
            .conv2d(size(i + 3), Windows.kernel(1 + i % 3, i % 2), i % 2 == 0)
            .activate(FUNCTIONS[i % 3])
            .field("b")
            .conv2d(size(i + 5), Windows.kernel(2), i % 2 == 1)
            .activate(Activation.RELU),
        3);
  }

  /** Images of each size as height and as width. */
  private static TypedGraph images(int i) {
    int height = size(i);
    int width = size(i + 4);
    return classes(
        input("Images" + height, Math.min(17, batch(i + 2)), 2, height, width)
            .conv2d(3, Windows.kernel(3, 1), true)
            .activate(Activation.RELU)
            .maxPool(new Window(new Size2(Math.min(2, height), 1), ONE, ONE, Pads.NONE)),
        2);
  }

  private static List<TypedGraph> windows() {
    Window strided = new Window(new Size2(3, 2), new Size2(2, 3), ONE, new Pads(1, 0, 2, 1));
    Window dilated = new Window(new Size2(2, 3), ONE, new Size2(3, 2), Pads.NONE);
    Window all =
        new Window(new Size2(3, 2), new Size2(2, 1), new Size2(1, 3), new Pads(2, 0, 1, 3));
    Window overlapping = new Window(new Size2(3, 3), new Size2(2, 1), ONE, new Pads(1, 0, 1, 1));
    Window gaps = new Window(new Size2(1, 2), new Size2(3, 3), ONE, Pads.NONE);
    return List.of(
        classes(two(input("Strided", 17, 2, 9, 8), strided), 3),
        classes(two(input("Dilated", 16, 3, 11, 12), dilated), 3),
        classes(two(input("LopsidedPads", 3, 2, 8, 7), lopsided()), 3),
        classes(two(input("AllAtOnce", 64, 2, 10, 9), all), 3),
        classes(pools("OverlappingMax", 17).maxPool(overlapping), 4),
        classes(pools("OverlappingAvg", 16).avgPool(overlapping), 4),
        classes(pools("GapsMax", 3).maxPool(gaps), 4),
        classes(pools("GapsAvg", 64).avgPool(gaps), 4),
        classes(input("PoolOfInput", 17, 3, 7, 9).maxPool(overlapping), 4),
        classes(input("AvgOfInput", 17, 3, 7, 9).avgPool(gaps), 4));
  }

  private static Window lopsided() {
    return new Window(new Size2(3, 3), ONE, ONE, new Pads(0, 2, 1, 0));
  }

  private static NetBuilder two(NetBuilder net, Window window) {
    return net.conv2d(5, window, true)
        .activate(Activation.RELU)
        .field("b")
        .conv2d(4, window.size().height() > 2 ? window : Windows.kernel(2), false);
  }

  private static NetBuilder pools(String name, int batch) {
    return input(name, batch, 2, 9, 8).conv2d(7, Windows.kernel(2), true).activate(Activation.RELU);
  }

  private static List<TypedGraph> norms() {
    return List.of(
        classes(
            input("NormOfRows", 17, 9)
                .dense(31, false)
                .batchNorm(1e-5, 0.1)
                .activate(Activation.RELU)
                .field("b")
                .dense(16, false)
                .batchNorm(1e-3, 0.5)
                .activate(Activation.TANH),
            4),
        classes(
            input("NormOfImages", 64, 2, 5, 4)
                .conv2d(9, Windows.kernel(2), false)
                .batchNorm(1e-5, 0.1)
                .activate(Activation.RELU)
                .field("b")
                .conv2d(3, Windows.kernel(2), true)
                .batchNorm(1e-3, 1),
            4),
        numbers(input("NormOfInput", 3, 3, 4, 5).batchNorm(1e-5, 0.1).activate(Activation.RELU), 2),
        numbers(input("NormOfVector", 16, 7).batchNorm(1e-5, 0.1), 2));
  }

  private static List<TypedGraph> others() {
    return List.of(
        classes(
            input("DropoutOfRows", 17, 15)
                .dropout(0.25)
                .field("b")
                .dense(37, true)
                .activate(Activation.RELU)
                .dropout(0.5),
            5),
        classes(
            input("DropoutOfImages", 17, 3, 5, 4)
                .conv2d(5, Windows.kernel(2), true)
                .activate(Activation.RELU)
                .dropout(0.3)
                .field("b")
                .conv2d(7, Windows.kernel(2, 1), true)
                .maxPool(Windows.pool(2))
                .dropout(0.8),
            5),
        classes(input("DropoutOfNothing", 16, 9).dense(8, true).dropout(0), 3),
        input("SoftmaxOfImages", 17, 2, 5, 4)
            .conv2d(9, Windows.kernel(2), true)
            .softmax()
            .output(LossKind.MSE, LossReduction.SUM),
        input("SoftmaxOfRows", 3, 7)
            .dense(17, true)
            .softmax()
            .output(LossKind.MSE, LossReduction.MEAN),
        input("ImageLoss", 16, 3, 6, 5)
            .conv2d(2, Windows.kernel(3), true)
            .output(LossKind.MSE, LossReduction.MEAN),
        classes(input("ActivatedInput", 17, 3, 4, 5).activate(Activation.TANH), 2));
  }

  /**
   * Of a pooling nothing but the places of its maxima: the layer in front of it has no gradient.
   */
  private static TypedGraph placesAlone() {
    NetBuilder net = input("PlacesAlone", 17, 2, 6, 4);
    ValueId x = net.here();
    ValueId places = net.conv2d(3, Windows.kernel(1), true).maxPool(Windows.pool(2)).here();
    net.from(x).field("b").conv2d(3, Windows.kernel(1), true).avgPool(Windows.pool(2));
    return classes(net.field("c").unpool(places), 3);
  }

  /** Networks that train channels last: 16 filters and more everywhere. */
  private static List<TypedGraph> channelsLast() {
    Size2 two = new Size2(2, 2);
    Window strided = new Window(new Size2(3, 2), new Size2(2, 3), ONE, new Pads(1, 0, 2, 1));
    Window gaps = new Window(ONE, two, ONE, Pads.NONE);
    Window all =
        new Window(new Size2(3, 2), new Size2(2, 1), new Size2(1, 3), new Pads(2, 0, 1, 3));
    return List.of(
        classes(wide(input("PixelsValid", 17, 1, 6, 14), Windows.kernel(3), 16, 33), 3),
        classes(wide(input("PixelsSame", 18, 3, 7, 8), Windows.kernel(3, 1), 16, 32), 3),
        classes(wide(input("PixelsStrided", 16, 2, 9, 8), strided, 17, 16), 3),
        classes(wide(input("PixelsGaps", 3, 17, 6, 7), gaps, 31, 16), 3),
        classes(wide(input("PixelsAllAtOnce", 20, 2, 10, 9), all, 16, 24), 3),
        classes(wide(input("PixelsLopsided", 3, 2, 8, 7), lopsided(), 16, 16), 3),
        classes(wide(input("WinogradValid", 3, 16, 9, 8), Windows.kernel(3), 48, 32), 3),
        classes(wide(input("WinogradBlocks", 1, 16, 15, 30), Windows.kernel(3, 1), 16, 16), 3),
        classes(wide(input("WinogradSmall", 3, 32, 3, 5), Windows.kernel(3, 1), 16, 64), 3),
        classes(wide(input("WinogradRest", 3, 16, 13, 11), Windows.kernel(3, 1), 32, 16), 3),
        classes(wide(input("WinogradPairs", 3, 16, 12, 10), Windows.kernel(3), 16, 32), 3),
        wide(input("PixelsLoss", 19, 4, 5, 6), Windows.kernel(2, 1), 16, 18)
            .output(LossKind.MSE, LossReduction.MEAN),
        classes(
            input("PixelsPooled", 17, 2, 9, 8)
                .conv2d(16, Windows.kernel(2), true)
                .activate(Activation.RELU)
                .maxPool(new Window(new Size2(3, 3), new Size2(2, 1), ONE, new Pads(1, 0, 1, 1)))
                .dropout(0.3)
                .field("b")
                .avgPool(new Window(new Size2(1, 2), two, ONE, Pads.NONE))
                .field("c")
                .conv2d(23, Windows.kernel(2, 1), true)
                .maxPool(Windows.pool(2))
                .activate(Activation.SIGMOID),
            4),
        classes(
            wide(input("PixelsNorm", 33, 3, 6, 5), Windows.kernel(3, 1), 16, 19)
                .batchNorm(1e-3, 1)
                .field("c")
                .batchNorm(1e-5, 0.1),
            5));
  }

  private static NetBuilder wide(NetBuilder net, Window window, int first, int second) {
    return net.conv2d(first, window, true)
        .activate(Activation.RELU)
        .batchNorm(1e-5, 0.1)
        .field("b")
        .conv2d(second, window.size().height() > 2 ? window : Windows.kernel(2), false)
        .activate(Activation.TANH);
  }
}
