package dev.synapt.processor.oracle;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.processor.interpret.Windows;
import java.util.List;
import java.util.Optional;

/**
 * Expresses the cases of layers with several inputs: each input is picked from the channels of one
 * by weights of ones and zeros.
 */
final class MergeCases {

  private final CaseNets nets;
  private final OracleCase test;

  MergeCases(CaseNets nets) {
    this.nets = nets;
    this.test = nets.test();
  }

  Optional<CaseNet> build() {
    if (test.has("broadcast") && test.flag("broadcast")) {
      return GivenCases.broadcast(nets);
    }
    NetBuilder net = nets.start();
    List<Tensor> parts = SideBySide.parts(test.inputs());
    if (test.has("axis") && test.integer("axis") != 1) {
      int axis = test.integer("axis");
      ValueId[] picked = pickedFromRow(net, parts, axis == 0 ? 0 : 1);
      return nets.done(net.concatAlong(Math.max(0, axis - 1), picked));
    }
    ValueId[] inputs =
        parts.isEmpty() ? new ValueId[] {net.here(), net.here()} : picked(net, parts);
    net.field("layer");
    return nets.done(
        switch (test.op()) {
          case "add" -> net.add(inputs);
          case "add_relu" -> net.add(inputs).activate(Activation.RELU);
          case "mul" -> net.multiply(inputs);
          case "concat" -> net.concat(inputs);
          default -> throw new IllegalArgumentException(test.path());
        });
  }

  private ValueId[] picked(NetBuilder net, List<Tensor> parts) {
    ValueId x = net.here();
    ValueId[] inputs = new ValueId[parts.size()];
    int first = 0;
    for (int i = 0; i < inputs.length; i++) {
      net.from(x).field("x" + i);
      int channels = parts.get(i).dim(1);
      boolean image = net.isImage();
      pick("x" + i + (image ? ".conv2d" : ".dense"), first, channels, net.shape().channels());
      inputs[i] =
          (image ? net.conv2d(channels, Windows.kernel(1), false) : net.dense(channels, false))
              .here();
      first += channels;
    }
    return inputs;
  }

  /**
   * Tensors of different sizes, whose entries are in one row: of each sample, or of all, which then
   * are one.
   *
   * @param first the first axis of what is picked
   */
  private ValueId[] pickedFromRow(NetBuilder net, List<Tensor> parts, int first) {
    ValueId row = net.here();
    int entries = net.shape().size();
    ValueId[] inputs = new ValueId[parts.size()];
    int at = 0;
    for (int i = 0; i < inputs.length; i++) {
      List<Integer> all = parts.get(i).shape().dims();
      Shape part = new Shape(all.subList(first, all.size()));
      net.from(row).field("x" + i);
      pick("x" + i + ".dense", at, part.size(), entries);
      int[] dims = part.dims().stream().mapToInt(Integer::intValue).toArray();
      inputs[i] = net.dense(part.size(), false).reshape(dims).here();
      at += part.size();
    }
    net.field("layer");
    return inputs;
  }

  private void pick(String layer, int first, int channels, int all) {
    boolean image = layer.endsWith("2d");
    Shape shape = image ? Shape.of(channels, all, 1, 1) : Shape.of(channels, all);
    Tensor weight = Tensor.filled(shape, 0);
    for (int i = 0; i < channels; i++) {
      weight.data()[i * all + first + i] = 1;
    }
    nets.weight(layer + ".weight", weight);
  }
}
