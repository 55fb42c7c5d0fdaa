package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.optimizer.Sgd;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * One network's plain code, trained for some steps, each of them judged from the weights it started
 * with; of other paths it is their bits that are compared.
 */
public final class Equivalence {

  /** Sums of a few hundred products, and batch norm's divisions by small deviations. */
  private static final double CLOSE = 1e-4;

  private static final double CANCELLED = 5e-6;

  /** The least that {@link Comparison} takes for the size of a tensor. */
  private static final double LEAST = 1e-3;

  /**
   * Small, so that sums of many branches do not grow until rounding is all that is left to compare.
   */
  private static final double LEARNING_RATE = 0.002;

  private static final long SEED = 1;

  /** A slice, and some of another. */
  private static final int MANY = 17;

  private final TypedGraph net;
  private final OpGraph training;
  private final GeneratedModel model;
  private final RandomTensors random;
  private final double slack;

  private Equivalence(TypedGraph net, GeneratedClasses classes, double slack) {
    this.slack = slack;
    this.net = net;
    this.training = Differentiation.run(Lowering.training(net), true);
    this.model = classes.model(net.graph().name());
    this.random = new RandomTensors(net.graph().name().hashCode());
  }

  /**
   * Trains generated code for some steps.
   *
   * @param net the network
   * @param classes hold its generated classes, in package {@code net}
   * @param slack 1 for the usual tolerance, more for as many times that: batch norm over very few
   *     values divides by deviations of any smallness
   * @throws AssertionError if a result is not what the interpreter's is
   */
  public static void check(TypedGraph net, GeneratedClasses classes, double slack) {
    new Equivalence(net, classes, slack).check();
  }

  /**
   * Trains and predicts on other paths: the bits are those of plain code.
   *
   * @param threads the paths, each with its number of threads
   * @throws AssertionError if they are not
   */
  public static void checkBits(
      TypedGraph net, GeneratedClasses classes, Map<CodePath, Integer> threads) {
    GeneratedModel model = classes.model(net.graph().name());
    String plain = Bits.of(model, CodePath.PLAIN, 1);
    threads.forEach((path, count) ->
        assertEquals(plain, Bits.of(model, path, count), () -> path + ", threads: " + count));
  }

  private void check() {
    Trainer<Weights> trainer = model.trainer(CodePath.PLAIN);
    trainer.initialize(SEED);
    trainer.optimizer(Sgd.withLearningRate(LEARNING_RATE).momentum(0.9));
    trainer.load(model.weights(random.parameters(training)));
    int full = net.graph().batch();
    int[] sizes = {full, Math.max(1, full * 2 / 3)};
    for (int pass = 0; pass < sizes.length; pass++) {
      checkPass(trainer, pass, Math.max(sizes[pass], Math.min(full, 2)));
      trainer.update();
    }
    checkPredictions(trainer.weights());
  }

  private void checkPass(Trainer<Weights> trainer, int pass, int samples) {
    Map<String, Tensor> weights = shaped(trainer.weights());
    Feed feed = random.feed(training, samples).mask(new GeneratedMask(training, SEED, pass));
    Execution want = OpInterpreter.run(training, weights, feed);
    GeneratedRun got = GeneratedRun.of(trainer, feed);
    String in = " in pass " + pass;
    check("outputs" + in, 0, want.output(), got.outputs());
    check("loss" + in, 0, Tensor.of(want.loss()), got.loss());
    want.statistics().forEach((name, s) -> check(name + in, 0, s, got.current(name)));
    double largest = largestGradient(want);
    if (want.hasInputGradient()) {
      check("d input" + in, largest, want.inputGradient(), got.inputGradient());
    }
    want.gradients().forEach((name, g) -> check("d " + name + in, largest, g, got.gradient(name)));
  }

  /** Gradients may be sums that cancel: of a bias in front of batch norm, to nothing. */
  private static double largestGradient(Execution run) {
    double largest = run.hasInputGradient() ? Math.max(1, run.inputGradient().maxAbs()) : 1;
    for (Tensor gradient : run.gradients().values()) {
      largest = Math.max(largest, gradient.maxAbs());
    }
    return largest;
  }

  private Map<String, Tensor> shaped(Weights weights) {
    Map<String, Tensor> vectors = GeneratedModel.tensors(weights);
    Map<String, Tensor> result = new HashMap<>();
    training
        .parameters()
        .forEach(p -> result.put(p.name(), vectors.get(p.name()).reshape(p.shape())));
    assertEquals(new TreeSet<>(vectors.keySet()), new TreeSet<>(result.keySet()));
    return result;
  }

  private void checkPredictions(Weights weights) {
    OpGraph inference = Lowering.inference(net);
    Tensor x = random.batch(inference, MANY);
    Execution want = OpInterpreter.run(inference, shaped(weights), Feed.of(x));
    int size = want.output().size() / MANY;
    Tensor first = Tensor.of(Arrays.copyOf(want.output().data(), size));
    InferenceNetwork network = model.network(weights, CodePath.PLAIN);
    float[] one = new float[network.outputSize()];
    network.predict(x.toFloats(), 0, one, 0);
    float[] y = new float[MANY * network.outputSize()];
    network.predictBatch(x.toFloats(), MANY, y);
    check("predictions", 0, want.output(), GeneratedModel.vector(y));
    check("prediction", 0, first, GeneratedModel.vector(one));
    checkActivations(network, x, want);
  }

  /** What leaves the layers for the first sample. */
  private void checkActivations(InferenceNetwork network, Tensor x, Execution want) {
    float[] sample = Arrays.copyOf(x.toFloats(), network.inputSize());
    Map<String, float[]> activations = network.activations(sample);
    activations.forEach((name, values) -> {
      String inNetwork = ModelText.inNetwork(name);
      Tensor all = want.named(inNetwork).orElseThrow(() -> new AssertionError(name));
      double[] first = Arrays.copyOf(all.data(), values.length);
      check(name, 0, Tensor.of(first), GeneratedModel.vector(values));
    });
  }

  /**
   * Fails unless entries agree within a share of the tensor's largest, and a smaller one of what
   * they may be the sum of.
   */
  private void check(String what, double summands, Tensor want, Tensor got) {
    double share = CLOSE + CANCELLED * summands / Math.max(want.maxAbs(), LEAST);
    Comparison.scaled(slack * share).check(what, want, got.reshape(want.shape()));
  }
}
