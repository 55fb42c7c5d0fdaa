package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.Comparison;
import dev.synapt.processor.interpret.Execution;
import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.OpInterpreter;
import dev.synapt.processor.interpret.RandomTensors;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.processor.lower.Differentiation;
import dev.synapt.processor.lower.Lowering;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.oracle.CaseNet;
import dev.synapt.processor.oracle.CaseNets;
import dev.synapt.processor.oracle.LossNets;
import dev.synapt.processor.oracle.OracleCase;
import dev.synapt.processor.oracle.Penalty;
import dev.synapt.runtime.Batch;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Generated code against PyTorch, layer by layer and loss by loss: outputs, running statistics and
 * all gradients, those by the input included. Plain code, and vector code for 16 registers and for
 * 32 in turn.
 */
final class GeneratedLayerOracleTest {

  /**
   * A case's gradients hold for its upstream. Where outputs are so large that no target gives that
   * upstream in single precision, the interpreter says what the upstream that did arrive gives.
   */
  private static final double SAME_UPSTREAM = 1e-6;

  /** The cases' logits are of the order of 1, or 100 and more. */
  private static final double LARGE_LOGIT = 50;

  private static GeneratedClasses classes;

  @BeforeAll
  static void compile() {
    List<TypedGraph> nets = new ArrayList<>();
    OracleCases.layers()
        .forEach(test -> nets.add(Nets.named(name(test), OracleCases.net(test).net())));
    OracleCases.trained()
        .forEach(test -> nets.add(Nets.named(frozen(test), OracleCases.trained(test).net())));
    OracleCases.sequences()
        .forEach(test -> nets.add(Nets.named(name(test), OracleCases.sequenceNet(test))));
    OracleCases.masks().forEach(test -> nets.add(Nets.named(name(test), GivenMaskCase.net(test))));
    OracleCases.penalties().forEach(test -> nets.add(Nets.named(name(test), Penalty.net(test))));
    OracleCases.losses()
        .forEach(test -> nets.add(Nets.named(name(test), LossNets.of(test).orElseThrow().net())));
    classes = ModelCompiler.compileInTurn(nets);
  }

  private static String name(OracleCase test) {
    return Nets.className(test.path());
  }

  private static String frozen(OracleCase test) {
    return "Frozen" + name(test);
  }

  private interface Check {
    void run(OracleCase test, CodePath path);
  }

  private static Stream<DynamicTest> onBothPaths(Stream<OracleCase> cases, Check check) {
    return cases.flatMap(test ->
        Stream.of(CodePath.PLAIN, CodePath.best())
            .map(path ->
                DynamicTest.dynamicTest(path + " " + test.path(), () -> check.run(test, path))));
  }

  @TestFactory
  Stream<DynamicTest> layers() {
    return onBothPaths(OracleCases.layers(), GeneratedLayerOracleTest::checkLayer);
  }

  @TestFactory
  Stream<DynamicTest> gradientsThroughInference() {
    return onBothPaths(OracleCases.trained(), GeneratedLayerOracleTest::checkTrained);
  }

  @TestFactory
  Stream<DynamicTest> dropoutWithGivenMasks() {
    return onBothPaths(
        OracleCases.masks(),
        (test, path) -> new GivenMaskCase(test).check(classes.model(name(test)).trainer(path)));
  }

  @TestFactory
  Stream<DynamicTest> batchNormOverSeveralBatches() {
    return onBothPaths(OracleCases.sequences(), GeneratedLayerOracleTest::checkSequence);
  }

  @TestFactory
  Stream<DynamicTest> losses() {
    return onBothPaths(OracleCases.losses(), GeneratedLayerOracleTest::checkLoss);
  }

  @TestFactory
  Stream<DynamicTest> penalties() {
    return onBothPaths(OracleCases.penalties(), GeneratedLayerOracleTest::checkPenalty);
  }

  /** With zeros as samples and targets there is no other gradient. */
  private static void checkPenalty(OracleCase test, CodePath path) {
    GeneratedModel model = classes.model(name(test));
    Trainer<Weights> trainer = model.trainer(path);
    Tensor weights = test.inputs().get("input");
    trainer.optimizer(Penalty.optimizer(test));
    trainer.load(model.weights(Map.of("layer.dense.weight", weights)));
    Batch batch = trainer.newBatch();
    batch.size(1);
    trainer.step(batch);
    Tensor taken = weights.copy();
    Tensor left = GeneratedModel.vector(trainer.weights().values());
    for (int i = 0; i < taken.size(); i++) {
      taken.data()[i] -= left.data()[i];
    }
    compare(test.comparison(), "what is taken off", test.grads().get("input"), taken);
  }

  private static void checkLayer(OracleCase test, CodePath path) {
    CaseNet net = CaseNets.of(test).orElseThrow();
    GeneratedModel model = classes.model(name(test));
    Weights weights = model.weights(net.weights());
    if (net.inference() || !test.op().equals("batchnorm")) {
      Tensor y = predict(model.network(weights, path), net.x());
      compare(test.comparison(), "predicted y", net.wanted().y(), y);
    }
    if (!net.inference()) {
      checkTraining(test, net, model.trainer(path), weights);
    }
  }

  private static void checkTrained(OracleCase test, CodePath path) {
    CaseNet net = OracleCases.trained(test);
    GeneratedModel model = classes.model(frozen(test));
    checkTraining(test, net, model.trainer(path), model.weights(net.weights()));
  }

  private static void checkTraining(
      OracleCase test, CaseNet net, Trainer<Weights> trainer, Weights weights) {
    Tensor wanted = net.wanted().upstream();
    Tensor upstream = wanted.reshape(OracleCases.rows(net.x().dim(0), wanted.size()));
    GeneratedRun run = GeneratedRun.of(trainer, weights, net.x(), upstream);
    Comparison comparison = test.comparison();
    compare(comparison, "y", net.wanted().y(), run.outputs());
    net.names().keySet().stream()
        .filter(test.buffersAfter()::containsKey)
        .forEach(name ->
            compare(
                comparison,
                name,
                test.buffersAfter().get(name),
                run.current(net.names().get(name))));
    gradients(net, upstream, run.upstream())
        .forEach((name, want) ->
            compare(
                comparison,
                "d " + name,
                want,
                name.equals("x") ? run.inputGradient() : run.gradient(net.names().get(name))));
  }

  /** The gradients that are right for the upstream that arrived. */
  private static Map<String, Tensor> gradients(CaseNet net, Tensor wanted, Tensor arrived) {
    double off = 0;
    for (int i = 0; i < wanted.size(); i++) {
      off = Math.max(off, Math.abs(wanted.data()[i] - arrived.data()[i]));
    }
    return off <= SAME_UPSTREAM * wanted.maxAbs()
        ? net.wanted().gradients()
        : interpreted(net, arrived);
  }

  private static Map<String, Tensor> interpreted(CaseNet net, Tensor upstream) {
    OpGraph graph = Differentiation.run(Lowering.training(net.net()), true);
    Feed feed =
        Feed.of(net.x())
            .upstream(
                upstream.reshape(
                    RandomTensors.withBatch(net.x().dim(0), graph.shape(graph.output()))));
    Execution run = OpInterpreter.run(graph, net.weights(), feed);
    Map<String, Tensor> gradients = new HashMap<>();
    for (String name : net.wanted().gradients().keySet()) {
      gradients.put(
          name,
          name.equals("x") ? run.inputGradient() : run.gradients().get(net.names().get(name)));
    }
    return gradients;
  }

  private static void checkSequence(OracleCase test, CodePath path) {
    GeneratedModel model = classes.model(name(test));
    Trainer<Weights> trainer = model.trainer(path);
    Weights weights = model.weights(OracleCases.sequenceWeights(test));
    Comparison comparison = test.comparison();
    Map<String, Tensor> sums = gradientsOfInference(test, path);
    for (int batch = 0; batch < test.inputs().get("x").dim(0); batch++) {
      Tensor x = OracleCases.entry(test.inputs().get("x"), batch);
      Tensor upstream = test.upstream().get("y" + batch);
      GeneratedRun run =
          GeneratedRun.of(
              trainer, weights, x, upstream.reshape(OracleCases.rows(x.dim(0), upstream.size())));
      compare(comparison, "y" + batch, test.outputs().get("y" + batch), run.outputs());
      Tensor want = OracleCases.entry(test.grads().get("x"), batch);
      compare(comparison, "d x" + batch, want, run.inputGradient());
      sums.replaceAll((name, sum) -> sum(sum, run.gradient("layer.batchnorm." + name)));
      weights = trainer.weights();
    }
    sums.forEach((name, sum) -> compare(comparison, "d " + name, test.grads().get(name), sum));
    Map<String, Tensor> after = GeneratedModel.tensors(weights);
    test.buffersAfter()
        .forEach(
            (name, want) -> compare(comparison, name, want, after.get("layer.batchnorm." + name)));
    Tensor y = predict(model.network(weights, path), test.inputs().get("x_eval"));
    compare(comparison, "y_eval", test.outputs().get("y_eval"), y);
  }

  /** Those by scale and bias, which the case adds to those of the batches. */
  private static Map<String, Tensor> gradientsOfInference(OracleCase test, CodePath path) {
    CaseNet net = OracleCases.trained(test);
    GeneratedModel model = classes.model(frozen(test));
    Tensor upstream = net.wanted().upstream();
    GeneratedRun run =
        GeneratedRun.of(
            model.trainer(path),
            model.weights(net.weights()),
            net.x(),
            upstream.reshape(OracleCases.rows(net.x().dim(0), upstream.size())));
    Map<String, Tensor> gradients = new HashMap<>();
    net.names().forEach((name, ours) -> gradients.put(name, run.gradient(ours)));
    return gradients;
  }

  private static Tensor sum(Tensor a, Tensor b) {
    Tensor sum = a.copy();
    for (int i = 0; i < sum.size(); i++) {
      sum.data()[i] += b.data()[i];
    }
    return sum;
  }

  private static void checkLoss(OracleCase test, CodePath path) {
    LossNets.LossNet net = LossNets.of(test).orElseThrow();
    GeneratedModel model = classes.model(name(test));
    Trainer<Weights> trainer = model.trainer(path);
    GeneratedRun run = GeneratedRun.of(trainer, net.feed());
    compare(test.comparison(), "loss", test.outputs().get("loss"), run.loss());
    compare(test.comparison(), "d input", net.gradient(), run.inputGradient());
    InferenceNetwork network = model.network(model.weights(), path);
    Batch batch = GeneratedRun.batch(trainer, net.feed());
    Tensor want = test.outputs().get("loss");
    double judged = judged(network, batch, trainer.sumsLosses());
    if (saturates(net)) {
      assertTrue(judged > 1 && judged < want.data()[0], () -> judged + " of " + want.data()[0]);
    } else {
      compare(test.comparison(), "loss of predictions", want, Tensor.of(judged));
    }
  }

  /** Whether logits are so large that probabilities in 32 bits do not tell them apart. */
  private static boolean saturates(LossNets.LossNet net) {
    LossKind loss = net.net().graph().output().loss();
    boolean probabilities = loss.appliesSoftmax() || loss == LossKind.BINARY_CROSS_ENTROPY;
    return probabilities && net.feed().x().maxAbs() > LARGE_LOGIT;
  }

  /** The loss that evaluations report, as the loss's reduction says. */
  private static double judged(InferenceNetwork network, Batch batch, boolean sums) {
    float[] y = new float[batch.size() * network.outputSize()];
    network.predictBatch(batch.inputs(), batch.size(), y);
    double sum = network.loss().sum(y, network.outputSize(), batch);
    return sums ? sum : sum / network.loss().weight(network.outputSize(), batch);
  }

  private static Tensor predict(InferenceNetwork network, Tensor x) {
    float[] y = new float[x.dim(0) * network.outputSize()];
    network.predictBatch(x.toFloats(), x.dim(0), y);
    return GeneratedModel.vector(y);
  }

  private static void compare(Comparison comparison, String what, Tensor want, Tensor got) {
    comparison.check(what, want, got.reshape(want.shape()));
  }
}
