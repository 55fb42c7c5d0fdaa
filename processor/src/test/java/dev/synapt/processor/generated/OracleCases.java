package dev.synapt.processor.generated;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.processor.oracle.CaseNet;
import dev.synapt.processor.oracle.CaseNets;
import dev.synapt.processor.oracle.LossNets;
import dev.synapt.processor.oracle.OracleCase;
import dev.synapt.processor.oracle.Penalty;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The oracle's cases that generated code can be asked. */
final class OracleCases {

  private OracleCases() {}

  /** Cases of single layers. */
  static Stream<OracleCase> layers() {
    return OracleCase.layers().stream()
        .filter(test -> CaseNets.of(test).isPresent() && !givesMask(test));
  }

  /** Generated code draws the mask itself. */
  private static boolean givesMask(OracleCase test) {
    return test.op().equals("dropout_given_mask");
  }

  static CaseNet net(OracleCase test) {
    return CaseNets.of(test).orElseThrow();
  }

  /** Cases of dropout that give its mask. */
  static Stream<OracleCase> masks() {
    return OracleCase.layers().stream().filter(OracleCases::givesMask);
  }

  /** Cases of batch norm in inference, whose gradients are those of a frozen one. */
  static Stream<OracleCase> trained() {
    return OracleCase.layers().stream().filter(test -> CaseNets.trained(test).isPresent());
  }

  static CaseNet trained(OracleCase test) {
    return CaseNets.trained(test).orElseThrow();
  }

  /** Cases of batch norm over several batches. */
  static Stream<OracleCase> sequences() {
    return OracleCase.layers().stream().filter(test -> test.op().equals("batchnorm_sequence"));
  }

  /** Cases of losses. */
  static Stream<OracleCase> losses() {
    return OracleCase.losses().stream().filter(test -> LossNets.of(test).isPresent());
  }

  /** Cases of penalties. */
  static Stream<OracleCase> penalties() {
    return OracleCase.losses().stream().filter(Penalty::isCase);
  }

  /** The network of a sequence. */
  static TypedGraph sequenceNet(OracleCase test) {
    Tensor x = test.inputs().get("x_eval");
    return NetBuilder.input("Case", x.dim(0), new Shape(x.shape().dims().subList(1, 4)))
        .field("layer")
        .batchNorm(test.number("eps"), test.number("momentum"))
        .output(LossKind.MSE, LossReduction.SUM);
  }

  /** What a sequence starts from. */
  static Map<String, Tensor> sequenceWeights(OracleCase test) {
    Shape features = Shape.of(test.integer("num_features"));
    Map<String, Tensor> weights = new LinkedHashMap<>();
    test.params().forEach((name, tensor) -> weights.put("layer.batchnorm." + name, tensor));
    for (String statistic : new String[] {"running_mean", "running_var"}) {
      double initial = test.number("initial_" + statistic);
      weights.put("layer.batchnorm." + statistic, Tensor.filled(features, initial));
    }
    return weights;
  }

  /** One entry of a tensor's first axis. */
  static Tensor entry(Tensor all, int index) {
    int size = all.size() / all.dim(0);
    double[] part = Arrays.copyOfRange(all.data(), index * size, (index + 1) * size);
    return new Tensor(new Shape(all.shape().dims().subList(1, all.shape().rank())), part);
  }

  /** So many rows of as many entries as make up {@code size}. */
  static Shape rows(int rows, int size) {
    return Shape.of(rows, size / rows);
  }
}
