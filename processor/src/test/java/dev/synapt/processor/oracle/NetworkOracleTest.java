package dev.synapt.processor.oracle;

import com.google.gson.JsonObject;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.interpret.Comparison;
import dev.synapt.processor.interpret.Execution;
import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.OpInterpreter;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.processor.lower.Differentiation;
import dev.synapt.processor.lower.Fusion;
import dev.synapt.processor.lower.Lowering;
import dev.synapt.processor.lower.OpGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The interpreter against PyTorch on whole networks: outputs, gradients, and the weights after five
 * steps.
 */
class NetworkOracleTest {

  private static final double TOLERANCE = 1e-9;
  private static final int STEPS = 5;

  static List<String> networks() {
    return OracleNetwork.NAMES;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void outputsLossAndGradients(String name) {
    OracleNetwork network = OracleNetwork.read(name);
    JsonObject file = network.file("step0");
    Map<String, Tensor> outputs = Json.tensors(file, "outputs");
    Comparison comparison = network.comparison().within(TOLERANCE);
    Execution run = run(network, network.renamed(network.params()));
    comparison.check("y", outputs.get("y"), run.output());
    comparison.check("loss", outputs.get("loss"), Tensor.of(run.loss()));
    Map<String, Tensor> gradients = run.gradients();
    Json.tensors(file, "grads")
        .forEach((theirs, want) ->
            comparison.check(
                "d " + theirs,
                want,
                theirs.equals("x") ? run.inputGradient() : gradients.get(network.ours(theirs))));
    checkInference(network, network.renamed(network.params()), Json.tensor(file.get("eval_y")));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void fiveStepsOfSgd(String name) {
    checkFiveSteps(OracleNetwork.read(name), "after5_sgd");
  }

  @ParameterizedTest
  @MethodSource("networks")
  void fiveStepsOfAdam(String name) {
    checkFiveSteps(OracleNetwork.read(name), "after5_adam");
  }

  private static void checkFiveSteps(OracleNetwork network, String part) {
    JsonObject file = network.file(part);
    Comparison comparison = network.comparison().within(TOLERANCE);
    Map<String, Tensor> weights = train(network, comparison, file);
    Json.tensors(file, "params_after")
        .forEach(
            (theirs, want) -> comparison.check(theirs, want, weights.get(network.ours(theirs))));
    checkInference(network, weights, Json.tensor(file.get("eval_y")));
  }

  /** The weights after five steps; the losses on the way are checked. */
  private static Map<String, Tensor> train(
      OracleNetwork network, Comparison comparison, JsonObject file) {
    ReferenceOptimizer optimizer = new ReferenceOptimizer(file.getAsJsonObject("optimizer"));
    Map<String, Tensor> weights = network.renamed(network.params());
    double[] losses = new double[STEPS + 1];
    for (int step = 0; step < STEPS; step++) {
      Execution run = run(network, weights);
      losses[step] = run.loss();
      weights = optimizer.step(weights, run.gradients());
    }
    losses[STEPS] = run(network, weights).loss();
    comparison.check("losses", Json.tensor(file.get("losses")), Tensor.of(losses));
    return weights;
  }

  private static Execution run(OracleNetwork network, Map<String, Tensor> weights) {
    OpGraph graph = Differentiation.run(Lowering.training(network.graph()), true);
    return OpInterpreter.run(Fusion.run(graph), weights, network.feed());
  }

  /** The case gives logits where inference gives probabilities. */
  private static void checkInference(
      OracleNetwork network, Map<String, Tensor> weights, Tensor logits) {
    OpGraph graph = Fusion.run(Lowering.inference(network.graph()));
    Tensor want = network.loss() == LossKind.MSE ? logits : softmax(logits);
    Execution run = OpInterpreter.run(graph, weights, Feed.of(network.x()));
    network.comparison().within(TOLERANCE).check("eval_y", want, run.output());
  }

  private static Tensor softmax(Tensor logits) {
    OpGraph graph =
        Lowering.inference(
            NetBuilder.input("Net", 1, Shape.of(logits.dim(1)))
                .field("y")
                .softmax()
                .output(LossKind.MSE, LossReduction.MEAN));
    return OpInterpreter.run(graph, Map.of(), Feed.of(logits)).output();
  }

  @Test
  void fullLenetIsMadeByItsFormula() {
    FullLenet lenet = new FullLenet();
    lenet
        .firstValues()
        .forEach((name, want) ->
            Comparison.scaled(1e-11)
                .check(name, want, Tensor.of(Arrays.copyOf(lenet.tensor(name).data(), 4))));
  }

  @Test
  void fullLenetsOutputsLossAndGradients() {
    FullLenet lenet = new FullLenet();
    OracleNetwork network = lenet.network();
    Comparison comparison = network.comparison().within(TOLERANCE);
    Execution run = run(network, network.renamed(network.params()));
    comparison.check("y", lenet.outputs().get("y"), run.output());
    comparison.check("loss", lenet.outputs().get("loss"), Tensor.of(run.loss()));
    Map<String, Tensor> gradients = run.gradients();
    lenet
        .gradients()
        .forEach((theirs, want) ->
            want.check(
                "d " + theirs,
                comparison,
                theirs.equals("x") ? run.inputGradient() : gradients.get(network.ours(theirs))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"after5_sgd", "after5_adam"})
  void fullLenetAfterFiveSteps(String part) {
    FullLenet lenet = new FullLenet();
    OracleNetwork network = lenet.network();
    Comparison comparison = network.comparison().within(TOLERANCE);
    Map<String, Tensor> weights = train(network, comparison, lenet.after(part));
    lenet
        .weightsAfter(part)
        .forEach(
            (theirs, want) -> want.check(theirs, comparison, weights.get(network.ours(theirs))));
  }
}
