package dev.synapt.processor.generated;

import com.google.gson.JsonObject;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.interpret.Comparison;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.processor.oracle.FullLenet;
import dev.synapt.processor.oracle.Json;
import dev.synapt.processor.oracle.OracleNetwork;
import dev.synapt.processor.oracle.SampledTensor;
import dev.synapt.runtime.Batch;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.optimizer.Optimizer;
import dev.synapt.runtime.optimizer.Sgd;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Generated code against PyTorch on whole networks, from annotated source to weights: outputs,
 * loss, all gradients, weights after five steps of two optimizers, predictions; on every path, and
 * LeNet-5 on plain code and the path of this machine.
 */
final class GeneratedNetworkOracleTest {

  private static final int STEPS = 5;
  private static final String FULL = "lenet5_full";

  private static FullLenet lenet;
  private static GeneratedClasses classes;

  @BeforeAll
  static void compile() {
    lenet = new FullLenet();
    classes =
        ModelCompiler.compileTexts(
            Stream.concat(OracleNetwork.NAMES.stream(), Stream.of(FULL))
                .map(name -> Nets.named(Nets.className(name), network(name).graph()))
                .map(net -> ModelText.of(net).orElseThrow())
                .toList());
  }

  private static OracleNetwork network(String name) {
    return name.equals(FULL) ? lenet.network() : OracleNetwork.read(name);
  }

  private static Stream<DynamicTest> onEveryPath(Check check) {
    return OracleNetwork.NAMES.stream()
        .flatMap(name -> Stream.of(CodePath.values()).map(path -> test(name, path, check)));
  }

  private static DynamicTest test(String name, CodePath path, Check check) {
    return DynamicTest.dynamicTest(
        path + " " + name,
        () -> {
          OracleNetwork network = network(name);
          check.run(network, new Subject(classes.model(Nets.className(name)), path));
        });
  }

  private interface Check {
    void run(OracleNetwork network, Subject subject);
  }

  /** The classes of a network and the path they are to run on. */
  private record Subject(GeneratedModel model, CodePath path) {

    Trainer<Weights> trainer(OracleNetwork network) {
      Trainer<Weights> trainer = model.trainer(path);
      trainer.load(model.weights(network.renamed(network.params())));
      return trainer;
    }

    Tensor predict(Weights weights, Tensor x) {
      InferenceNetwork network = model.network(weights, path);
      float[] y = new float[x.dim(0) * network.outputSize()];
      network.predictBatch(x.toFloats(), x.dim(0), y);
      return GeneratedModel.vector(y);
    }
  }

  @TestFactory
  Stream<DynamicTest> outputsLossAndGradients() {
    return onEveryPath(GeneratedNetworkOracleTest::checkFirstPass);
  }

  private static void checkFirstPass(OracleNetwork network, Subject subject) {
    JsonObject file = network.file("step0");
    Comparison comparison = Json.comparison(file);
    GeneratedRun run = GeneratedRun.of(subject.trainer(network), network.feed());
    Map<String, Tensor> outputs = Json.tensors(file, "outputs");
    compare(comparison, "y", outputs.get("y"), run.outputs());
    compare(comparison, "loss", outputs.get("loss"), run.loss());
    Json.tensors(file, "grads")
        .forEach((name, want) -> compare(comparison, name, want, gradient(network, run, name)));
    Weights weights = subject.model().weights(network.renamed(network.params()));
    checkPredictions(network, comparison, Json.tensor(file.get("eval_y")), subject, weights);
  }

  private static Tensor gradient(OracleNetwork network, GeneratedRun run, String name) {
    return name.equals("x") ? run.inputGradient() : run.gradient(network.ours(name));
  }

  /** The case gives logits where inference gives probabilities. */
  private static void checkPredictions(
      OracleNetwork network,
      Comparison comparison,
      Tensor logits,
      Subject subject,
      Weights weights) {
    Tensor want = network.loss() == LossKind.MSE ? logits : softmax(logits);
    compare(comparison, "eval_y", want, subject.predict(weights, network.x()));
  }

  private static Tensor softmax(Tensor logits) {
    Tensor result = logits.map(Math::exp);
    int classes = logits.dim(1);
    for (int row = 0; row < result.size(); row += classes) {
      double sum = Arrays.stream(result.data(), row, row + classes).sum();
      for (int i = row; i < row + classes; i++) {
        result.data()[i] /= sum;
      }
    }
    return result;
  }

  @TestFactory
  Stream<DynamicTest> fiveStepsOfSgd() {
    return onEveryPath((network, subject) -> checkFiveSteps(network, subject, "after5_sgd"));
  }

  @TestFactory
  Stream<DynamicTest> fiveStepsOfAdam() {
    return onEveryPath((network, subject) -> checkFiveSteps(network, subject, "after5_adam"));
  }

  private static void checkFiveSteps(OracleNetwork network, Subject subject, String part) {
    JsonObject file = network.file(part);
    Comparison comparison = Json.comparison(file);
    Weights weights = train(network, subject, comparison, file);
    Map<String, Tensor> after = GeneratedModel.tensors(weights);
    Json.tensors(file, "params_after")
        .forEach((name, want) -> compare(comparison, name, want, after.get(network.ours(name))));
    checkPredictions(network, comparison, Json.tensor(file.get("eval_y")), subject, weights);
  }

  /** The weights after five steps; the losses on the way are checked. */
  private static Weights train(
      OracleNetwork network, Subject subject, Comparison comparison, JsonObject file) {
    Trainer<Weights> trainer = subject.trainer(network);
    trainer.optimizer(optimizer(file.getAsJsonObject("optimizer")));
    Batch batch = GeneratedRun.batch(trainer, network.feed());
    double[] losses = new double[STEPS + 1];
    for (int step = 0; step < STEPS; step++) {
      trainer.step(batch);
      losses[step] = trainer.loss();
    }
    Weights weights = trainer.weights();
    trainer.computeGradients(batch);
    losses[STEPS] = trainer.loss();
    compare(comparison, "losses", Json.tensor(file.get("losses")), Tensor.of(losses));
    return weights;
  }

  private static Optimizer optimizer(JsonObject settings) {
    double rate = settings.get("lr").getAsDouble();
    return switch (settings.get("optimizer").getAsString()) {
      case "sgd" -> Sgd.withLearningRate(rate).momentum(settings.get("momentum").getAsDouble());
      case "adam" ->
          Adam.withLearningRate(rate)
              .betas(settings.get("beta1").getAsDouble(), settings.get("beta2").getAsDouble())
              .epsilon(settings.get("eps").getAsDouble());
      default -> throw new IllegalArgumentException(settings.toString());
    };
  }

  @TestFactory
  Stream<DynamicTest> fullLenet() {
    return Stream.of(CodePath.PLAIN, CodePath.best())
        .map(path -> test(FULL, path, GeneratedNetworkOracleTest::checkFull));
  }

  private static void checkFull(OracleNetwork network, Subject subject) {
    checkFullFirstPass(network, subject);
    for (String part : List.of("after5_sgd", "after5_adam")) {
      checkFullFiveSteps(network, subject, part);
    }
  }

  private static void checkFullFirstPass(OracleNetwork network, Subject subject) {
    Comparison comparison = network.comparison();
    GeneratedRun run = GeneratedRun.of(subject.trainer(network), network.feed());
    compare(comparison, "y", lenet.outputs().get("y"), run.outputs());
    compare(comparison, "loss", lenet.outputs().get("loss"), run.loss());
    lenet
        .gradients()
        .forEach((name, want) -> want.check(name, comparison, gradient(network, run, name)));
    Weights weights = subject.model().weights(network.renamed(network.params()));
    checkPredictions(network, comparison, lenet.outputs().get("y"), subject, weights);
  }

  private static void checkFullFiveSteps(OracleNetwork network, Subject subject, String part) {
    Comparison comparison = network.comparison();
    Weights weights = train(network, subject, comparison, lenet.after(part));
    Map<String, Tensor> after = GeneratedModel.tensors(weights);
    for (Map.Entry<String, SampledTensor> want : lenet.weightsAfter(part).entrySet()) {
      want.getValue().check(want.getKey(), comparison, after.get(network.ours(want.getKey())));
    }
  }

  private static void compare(Comparison comparison, String what, Tensor want, Tensor got) {
    comparison.check(what, want, got.reshape(want.shape()));
  }
}
