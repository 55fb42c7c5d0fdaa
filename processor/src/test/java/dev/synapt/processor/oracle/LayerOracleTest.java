package dev.synapt.processor.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.interpret.Comparison;
import dev.synapt.processor.interpret.Execution;
import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.OpInterpreter;
import dev.synapt.processor.interpret.RandomTensors;
import dev.synapt.processor.interpret.Taps;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.processor.lower.Differentiation;
import dev.synapt.processor.lower.Fusion;
import dev.synapt.processor.lower.Lowering;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.PositionOp;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The interpreter against PyTorch, layer by layer. */
class LayerOracleTest {

  /** Results are given with twelve digits. */
  private static final double TOLERANCE = 1e-9;

  /** PyTorch's derivative of the hard sigmoid carries a constant in single precision. */
  private static double tolerance(OracleCase test) {
    return test.op().equals("hard_sigmoid") ? 1e-7 : TOLERANCE;
  }

  @TestFactory
  Stream<DynamicTest> layers() {
    return OracleCase.layers().stream()
        .filter(test -> CaseNets.of(test).isPresent())
        .map(test ->
            DynamicTest.dynamicTest(
                test.path(), () -> check(test, CaseNets.of(test).orElseThrow())));
  }

  @TestFactory
  Stream<DynamicTest> gradientsThroughInference() {
    return OracleCase.layers().stream()
        .filter(test -> CaseNets.trained(test).isPresent())
        .map(test ->
            DynamicTest.dynamicTest(
                test.path(), () -> check(test, CaseNets.trained(test).orElseThrow())));
  }

  private static void check(OracleCase test, CaseNet net) {
    OpGraph graph =
        net.inference()
            ? Lowering.inference(net.net())
            : Differentiation.run(Lowering.training(net.net()), true);
    check(test, net, graph);
    check(test, net, Fusion.run(graph));
  }

  private static void check(OracleCase test, CaseNet net, OpGraph graph) {
    Comparison comparison = test.comparison().within(tolerance(test));
    Feed feed = Feed.of(net.x()).mask(net.mask()).upstream(upstream(net, graph));
    Execution run = OpInterpreter.run(graph, net.weights(), feed);
    compare(comparison, "y", net.wanted().y(), run.output());
    if (test.outputs().containsKey("indices")) {
      checkWinners(test.outputs().get("indices"), graph, run);
    }
    test.buffersAfter()
        .forEach((name, want) -> {
          if (net.names().containsKey(name)) {
            comparison.check(name, want, run.statistics().get(net.names().get(name)));
          }
        });
    if (!net.inference()) {
      checkGradients(comparison, net, run);
    }
  }

  private static void checkGradients(Comparison comparison, CaseNet net, Execution run) {
    Map<String, Tensor> gradients = run.gradients();
    net.wanted()
        .gradients()
        .forEach((name, want) ->
            compare(
                comparison,
                "d " + name,
                want,
                name.equals("x") ? run.inputGradient() : gradients.get(net.names().get(name))));
  }

  private static Tensor upstream(CaseNet net, OpGraph graph) {
    Shape output = graph.shape(graph.output());
    Tensor upstream = net.wanted().upstream();
    return upstream.reshape(RandomTensors.withBatch(net.x().dim(0), output));
  }

  /** The winners' positions in their planes. */
  private static void checkWinners(Tensor want, OpGraph graph, Execution run) {
    for (Op op : graph.ops()) {
      if (op instanceof PositionOp.Max max) {
        assertArrayEquals(want.data(), run.value(max.winner().orElseThrow()).data());
        return;
      }
    }
    Op.MaxPool pool =
        graph.ops().stream()
            .filter(op -> op instanceof Op.MaxPool)
            .map(op -> (Op.MaxPool) op)
            .findFirst()
            .orElseThrow();
    Shape in = graph.shape(pool.x());
    Tensor winner = run.value(pool.winner().orElseThrow());
    double[] got = new double[winner.size()];
    for (int at = 0; at < got.length; at++) {
      int q = at % winner.dim(3);
      int p = at / winner.dim(3) % winner.dim(2);
      int tap = (int) winner.data()[at];
      got[at] = Taps.position(pool.window(), in.dim(1), in.dim(2), p, q, tap);
    }
    assertArrayEquals(want.data(), got);
  }

  private static void compare(Comparison comparison, String what, Tensor want, Tensor got) {
    comparison.check(what, want, got.reshape(want.shape()));
  }

  @TestFactory
  Stream<DynamicTest> batchNormOverSeveralBatches() {
    return OracleCase.layers().stream()
        .filter(test -> test.op().equals("batchnorm_sequence"))
        .map(test ->
            DynamicTest.dynamicTest(test.path(), () -> new BatchSequence(test).check(TOLERANCE)));
  }

  @TestFactory
  Stream<DynamicTest> losses() {
    return OracleCase.losses().stream()
        .filter(test -> LossNets.of(test).isPresent())
        .map(test -> DynamicTest.dynamicTest(test.path(), () -> checkLoss(test)));
  }

  private static void checkLoss(OracleCase test) {
    LossNets.LossNet loss = LossNets.of(test).orElseThrow();
    OpGraph graph = Differentiation.run(Lowering.training(loss.net()), true);
    Execution run = OpInterpreter.run(graph, Map.of(), loss.feed());
    Comparison comparison = test.comparison().within(TOLERANCE);
    comparison.check("loss", test.outputs().get("loss"), Tensor.of(run.loss()));
    compare(comparison, "d input", loss.gradient(), run.inputGradient());
  }
}
