package dev.synapt.processor.oracle;

import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.interpret.Axes;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lower.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Expresses cases that give what a network computes itself: the winners of a pooling, the queries,
 * keys and values of an attention, something that is added to all samples, statistics of a batch
 * norm that trains.
 */
final class GivenCases {

  private GivenCases() {}

  /**
   * A pooling of what is one at the given winners and zero elsewhere, next to the batch in its
   * rows.
   */
  static Optional<CaseNet> unpool(CaseNets nets) {
    OracleCase test = nets.test();
    Tensor x = test.inputs().get("x");
    Tensor winners = winners(test.inputs().get("indices"), test.outputs().get("y").shape());
    Tensor none = Tensor.zeros(winners.shape());
    nets.instead(
        SideBySide.join(List.of(rows(x), rows(winners))),
        nets.wanted()
            .gradients(
                Map.of("x", SideBySide.join(List.of(rows(test.grads().get("x")), rows(none))))));
    NetBuilder net = nets.start();
    ValueId row = net.here();
    Size2 size = CaseNets.size(test.integers("kernel"));
    Size2 stride = CaseNets.size(test.integers("stride"));
    ValueId pool =
        picked(nets, net.field("pool").freeze(), winners, net.shape().size() - sampleSize(winners))
            .maxPool(new Window(size, stride, new Size2(1, 1), Pads.NONE))
            .here();
    picked(nets, net.from(row).field("values"), x, 0);
    return nets.done(net.field("layer").unpool(pool));
  }

  /** Some entries of a row as an image. */
  private static NetBuilder picked(CaseNets nets, NetBuilder net, Tensor image, int first) {
    String layer = first == 0 ? "values" : "pool";
    int row = net.shape().size();
    Tensor weight = Tensor.zeros(Shape.of(sampleSize(image), row));
    for (int i = 0; i < weight.dim(0); i++) {
      weight.data()[i * row + first + i] = 1;
    }
    nets.weight(layer + ".dense.weight", weight);
    return net.dense(weight.dim(0), false).reshape(image.dim(1), image.dim(2), image.dim(3));
  }

  private static Tensor winners(Tensor indices, Shape image) {
    Tensor winners = Tensor.zeros(image);
    int plane = image.dim(2) * image.dim(3);
    int pooled = indices.dim(2) * indices.dim(3);
    for (int i = 0; i < indices.size(); i++) {
      winners.data()[i / pooled * plane + (int) indices.data()[i]] = 1;
    }
    return winners;
  }

  /**
   * Queries, keys and values as channels of one sequence, from which projections pick them for the
   * first of three heads, whose result is picked from those of all.
   */
  static Optional<CaseNet> dotProduct(CaseNets nets) {
    OracleCase test = nets.test();
    CaseNet.Wanted wanted = nets.wanted();
    nets.instead(
        stacked(test.inputs()),
        new CaseNet.Wanted(
            ChannelsFirst.transposed(wanted.y()),
            ChannelsFirst.transposed(wanted.upstream()),
            Map.of("x", stacked(test.grads()))));
    int head = test.inputs().get("q").dim(2);
    int all = 3 * head;
    Tensor projections = Tensor.zeros(Shape.of(3 * all, all));
    for (int i = 0; i < all; i++) {
      projections.data()[(i / head * all + i % head) * all + i] = 1;
    }
    nets.weight("layer.selfattention.in_proj_weight", projections);
    nets.weight("layer.selfattention.out_proj.weight", ones(all, all));
    nets.weight("picked.conv1d.weight", ones(head, all).reshape(Shape.of(head, all, 1)));
    NetBuilder net = nets.start().attention(3, false, false, 0).field("picked");
    return nets.done(net.conv(head, Axes.windows(1, 1, 0), 1, false));
  }

  private static Tensor stacked(Map<String, Tensor> tensors) {
    return SideBySide.join(
        List.of(
            ChannelsFirst.transposed(tensors.get("q")),
            ChannelsFirst.transposed(tensors.get("k")),
            ChannelsFirst.transposed(tensors.get("v"))));
  }

  /** What is the same for all samples and positions is the bias of a convolution. */
  static Optional<CaseNet> broadcast(CaseNets nets) {
    OracleCase test = nets.test();
    Map<String, Tensor> gradients = new LinkedHashMap<>(test.grads());
    gradients.put("x", gradients.remove("x0"));
    nets.instead(test.inputs().get("x0"), nets.wanted().gradients(gradients));
    Tensor added = test.inputs().get("x1");
    int channels = added.size();
    nets.weight(
        "layer.conv2d.weight",
        ones(channels, channels).reshape(Shape.of(channels, channels, 1, 1)));
    nets.named("x1", "layer.conv2d.bias", added.reshape(Shape.of(channels)));
    return nets.done(nets.start().conv2d(channels, Windows.kernel(1), true));
  }

  /**
   * Of a frozen norm no gradients by scale and bias are taken: they are a convolution of each
   * channel.
   */
  static NetBuilder frozenNorm(CaseNets nets) {
    OracleCase test = nets.test();
    int channels = test.integer("num_features");
    Shape features = Shape.of(channels);
    Map<String, Tensor> statistics =
        test.buffersAfter().isEmpty() ? test.buffers() : test.buffersAfter();
    statistics.forEach((name, tensor) -> nets.weight("layer.batchnorm." + name, tensor));
    nets.weight("layer.batchnorm.weight", Tensor.filled(features, 1));
    nets.weight("layer.batchnorm.bias", Tensor.filled(features, 0));
    NetBuilder net = nets.start().freeze().batchNorm(test.number("eps"), test.number("momentum"));
    if (test.params().isEmpty()) {
      return net;
    }
    Tensor scale = test.params().get("weight").reshape(Shape.of(channels, 1, 1, 1));
    nets.named("weight", "scale.conv2d.weight", scale);
    nets.named("bias", "scale.conv2d.bias", test.params().get("bias"));
    return net.field("scale").conv(channels, Axes.windows(2, 1, 0), channels, true);
  }

  /** Ones on the diagonal. */
  private static Tensor ones(int rows, int columns) {
    Tensor result = Tensor.zeros(Shape.of(rows, columns));
    for (int i = 0; i < Math.min(rows, columns); i++) {
      result.data()[i * columns + i] = 1;
    }
    return result;
  }

  private static Tensor rows(Tensor tensor) {
    return tensor.reshape(Shape.of(tensor.dim(0), tensor.size() / tensor.dim(0)));
  }

  private static int sampleSize(Tensor tensor) {
    return tensor.size() / tensor.dim(0);
  }
}
