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
    if (!test.inputs().containsKey("x") || (test.has("axis") && test.integer("axis") == 0)) {
      return Optional.empty();
    }
    NetBuilder net = nets.start();
    List<Tensor> parts = SideBySide.parts(test.inputs());
    if (test.has("axis") && test.integer("axis") > 1) {
      return nets.done(
          net.concatAlong(test.integer("axis") - 1, pickedFromRow(net, parts)));
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

  /** Images of different sizes, whose entries are in one row. */
  private ValueId[] pickedFromRow(NetBuilder net, List<Tensor> parts) {
    ValueId row = net.here();
    int entries = net.shape().size();
    ValueId[] inputs = new ValueId[parts.size()];
    int first = 0;
    for (int i = 0; i < inputs.length; i++) {
      Shape part = parts.get(i).shape();
      int size = part.size() / part.dim(0);
      net.from(row).field("x" + i);
      pick("x" + i + ".dense", first, size, entries);
      inputs[i] =
          net.dense(size, false).reshape(part.dim(1), part.dim(2), part.dim(3)).here();
      first += size;
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
