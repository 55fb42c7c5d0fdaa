package dev.synapt.processor.oracle;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.Comparison;
import dev.synapt.processor.interpret.Execution;
import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.OpInterpreter;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.processor.lower.Differentiation;
import dev.synapt.processor.lower.Lowering;
import dev.synapt.processor.lower.OpGraph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Batch norm over several batches, one after the other, and then in inference with the statistics
 * reached.
 */
final class BatchSequence {

  private final OracleCase test;
  private final TypedGraph net;
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private final Map<String, Tensor> sums = new LinkedHashMap<>();

  BatchSequence(OracleCase test) {
    this.test = test;
    Tensor x = test.inputs().get("x_eval");
    Shape sample = new Shape(x.shape().dims().subList(1, 4));
    this.net =
        NetBuilder.input("Case", x.dim(0), sample)
            .field("layer")
            .batchNorm(test.number("eps"), test.number("momentum"))
            .output(LossKind.MSE, LossReduction.SUM);
    Shape features = Shape.of(test.integer("num_features"));
    put("weight", test.params().get("weight"));
    put("bias", test.params().get("bias"));
    put("running_mean", Tensor.filled(features, test.number("initial_running_mean")));
    put("running_var", Tensor.filled(features, test.number("initial_running_var")));
  }

  private void put(String name, Tensor tensor) {
    weights.put("layer.batchnorm." + name, tensor);
  }

  void check(double tolerance) {
    Comparison comparison = test.comparison().within(tolerance);
    int rows = net.graph().batch();
    OpGraph training = Differentiation.run(Lowering.training(net), true);
    for (int batch = 0; batch < test.inputs().get("x").dim(0); batch++) {
      Tensor upstream = test.upstream().get("y" + batch);
      Feed feed =
          Feed.of(slice(test.inputs().get("x"), batch))
              .upstream(upstream.reshape(Shape.of(rows, upstream.size() / rows)));
      Execution run = OpInterpreter.run(training, weights, feed);
      checkOutput(comparison, "y" + batch, run);
      comparison.check("d x" + batch, slice(test.grads().get("x"), batch), run.inputGradient());
      weights.putAll(run.statistics());
      run.gradients().forEach(this::add);
    }
    test.buffersAfter()
        .forEach(
            (name, want) -> comparison.check(name, want, weights.get("layer.batchnorm." + name)));
    Execution last =
        OpInterpreter.run(Lowering.inference(net), weights, Feed.of(test.inputs().get("x_eval")));
    checkOutput(comparison, "y_eval", last);
    checkSums(comparison);
  }

  /** The gradients by scale and bias are those of all batches and of the inference after them. */
  private void checkSums(Comparison comparison) {
    CaseNet inference = CaseNets.trained(test).orElseThrow();
    OpGraph graph = Differentiation.run(Lowering.training(inference.net()), true);
    Tensor upstream = inference.wanted().upstream();
    int rows = inference.x().dim(0);
    Feed feed =
        Feed.of(inference.x()).upstream(upstream.reshape(Shape.of(rows, upstream.size() / rows)));
    Execution run = OpInterpreter.run(graph, inference.weights(), feed);
    inference
        .names()
        .forEach((name, ours) -> {
          add("layer.batchnorm." + name, run.gradients().get(ours));
          comparison.check(
              "d " + name, test.grads().get(name), sums.get("layer.batchnorm." + name));
        });
  }

  private void add(String name, Tensor gradient) {
    Tensor sum = sums.computeIfAbsent(name, key -> Tensor.zeros(Shape.of(gradient.size())));
    for (int i = 0; i < gradient.size(); i++) {
      sum.data()[i] += gradient.data()[i];
    }
  }

  private void checkOutput(Comparison comparison, String name, Execution run) {
    Tensor want = test.outputs().get(name);
    comparison.check(name, want, run.output().reshape(want.shape()));
  }

  /** One entry of the first axis. */
  private static Tensor slice(Tensor all, int index) {
    int size = all.size() / all.dim(0);
    double[] part = Arrays.copyOfRange(all.data(), index * size, (index + 1) * size);
    return new Tensor(new Shape(all.shape().dims().subList(1, all.shape().rank())), part);
  }
}
