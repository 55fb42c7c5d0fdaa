package dev.synapt.processor.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.emit.GeneratedSources;
import dev.synapt.processor.emit.InMemoryCompiler;
import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.Comparison;
import dev.synapt.processor.interpret.Execution;
import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.OpInterpreter;
import dev.synapt.processor.interpret.RandomTensors;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Window;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Planned;
import dev.synapt.runtime.Batch;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kernels whose form changes with the size of a window or an image, around the sizes at which it
 * does: the same bits on every path, and what the interpreter computes in double precision.
 */
final class KernelEquivalenceTest {

  /** More than a slice, and the second one not full. */
  private static final int SAMPLES = 17;

  private static final Size2 ONE = new Size2(1, 1);
  private static final Comparison CLOSE = Comparison.scaled(2e-5);

  private static final List<Case> CASES = all();
  private static final ClassLoader CLASSES = load();

  /** A network, and what is in it. */
  record Case(String name, TypedGraph net) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return CASES;
  }

  private static ClassLoader load() {
    Map<String, String> sources = new TreeMap<>();
    CASES.forEach(test -> sources.putAll(GeneratedSources.of(test.net(), true)));
    return InMemoryCompiler.load(InMemoryCompiler.compile(sources));
  }

  private static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    List<Window> windows =
        List.of(
            window(3, 3, 2, 2, 1, 1),
            window(3, 4, 1, 2, 1, 2),
            window(4, 4, 4, 4, 0, 0),
            window(4, 4, 2, 3, 2, 1),
            window(1, 13, 1, 2, 0, 6),
            window(7, 5, 3, 1, 3, 2),
            window(9, 9, 9, 9, 0, 0));
    for (Window w : windows) {
      boolean relu = cases.size() % 4 == 0;
      cases.add(
          image(
              cases.size(),
              (relu ? "relu and " : "") + "max pool " + w,
              net -> (relu ? net.activate(Activation.RELU) : net).maxPool(w)));
      cases.add(image(cases.size(), "average pool " + w, net -> net.avgPool(w)));
    }
    cases.add(convolution(cases.size(), 12, 1, 6));
    cases.add(convolution(cases.size(), 12, 3, 13));
    cases.add(convolution(cases.size(), 12, 5, 6));
    cases.add(convolution(cases.size(), 14, 5, 13));
    cases.add(convolution(cases.size(), 15, 3, 6));
    cases.add(columns(cases.size(), Shape.of(1, 10, 12), Windows.kernel(5, 2), 5, 3, 0));
    cases.add(columns(cases.size(), Shape.of(3, 11, 37), Windows.kernel(4, 0), 3, 3, 1));
    cases.add(columns(cases.size(), Shape.of(2, 9, 25), Windows.kernel(2, 0), 1, 5, 2));
    cases.add(columns(cases.size(), Shape.of(1, 6, 20), Windows.kernel(3, 1), 2, 1, 0));
    return cases;
  }

  private static Window window(int h, int w, int down, int across, int rows, int columns) {
    return new Window(
        new Size2(h, w), new Size2(down, across), ONE, new Pads(rows, columns, rows, columns));
  }

  private static Case image(int number, String name, UnaryOperator<NetBuilder> layers) {
    NetBuilder net = NetBuilder.input("Net" + number, SAMPLES, Shape.of(2, 10, 13)).field("a");
    return new Case(
        name,
        layers
            .apply(net)
            .field("out")
            .dense(3, true)
            .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN));
  }

  private static Case convolution(int number, int width, int kernel, int filters) {
    return new Case(
        "convolution %sx%s of width %s, %s filters".formatted(kernel, kernel, width, filters),
        NetBuilder.input("Net" + number, SAMPLES, Shape.of(1, 5, width))
            .field("a")
            .conv2d(filters, Windows.kernel(kernel, kernel / 2), true)
            .activate(Activation.RELU)
            .field("out")
            .dense(3, true)
            .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN));
  }

  /**
   * Two convolutions with a pooling between them, whose first has few filters: predictions have
   * lanes over columns.
   */
  private static Case columns(
      int number, Shape image, Window first, int filters, int kernel, int pad) {
    TypedGraph net =
        NetBuilder.input("Net" + number, SAMPLES, image)
            .field("a")
            .conv2d(filters, first, number % 2 == 0)
            .activate(Activation.RELU)
            .maxPool(Windows.pool(2))
            .field("b")
            .conv2d(7 * filters, Windows.kernel(kernel, pad), number % 2 == 1)
            .activate(Activation.RELU)
            .field("out")
            .dense(3, true)
            .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
    assertTrue(
        Planned.inference(net).layouts().values().stream()
            .anyMatch(layout -> layout instanceof Layout.Planes));
    return new Case("%s filters %s of %s".formatted(filters, first, image), net);
  }

  /**
   * What a pass over a batch and predictions give, of many samples at once and of one after the
   * other.
   */
  private record Results(
      float[] outputs,
      float[] inputGradient,
      Map<String, float[]> gradients,
      float[] predictions,
      float[] singles) {}

  @ParameterizedTest
  @MethodSource("cases")
  void isWhatTheInterpreterComputesAndTheSameOnEveryPath(Case test) {
    OpGraph graph = Planned.training(test.net(), true).graph();
    RandomTensors random = new RandomTensors(test.name().hashCode());
    Map<String, Tensor> parameters = random.parameters(graph);
    Feed feed = random.feed(graph, SAMPLES);
    Results plain = run(test, graph, parameters, feed, CodePath.PLAIN, 1);
    compare(OpInterpreter.run(graph, parameters, feed), plain);
    comparePredictions(test, parameters, feed, plain);
    for (CodePath path : CodePath.values()) {
      assertSameBits(plain, run(test, graph, parameters, feed, path, 2), path);
    }
  }

  private static Results run(
      Case test,
      OpGraph graph,
      Map<String, Tensor> parameters,
      Feed feed,
      CodePath path,
      int threads) {
    Weights weights = (Weights) create(test, "Weights", new Class<?>[0]);
    parameters.forEach((name, tensor) -> weights.tensor(name).copyFrom(tensor.toFloats()));
    @SuppressWarnings("unchecked")
    Trainer<Weights> trainer =
        (Trainer<Weights>) create(test, "Trainer", new Class<?>[] {CodePath.class}, path);
    try (trainer) {
      trainer.threads(threads);
      trainer.load(weights);
      trainer.computeGradients(batch(trainer, feed));
      Map<String, float[]> gradients = new TreeMap<>();
      graph.parameters().stream()
          .filter(parameter -> parameter.trainable())
          .forEach(p -> gradients.put(p.name(), trainer.gradient(p.name())));
      InferenceNetwork network =
          (InferenceNetwork)
              create(
                  test,
                  "Network",
                  new Class<?>[] {weights.getClass(), CodePath.class},
                  weights,
                  path);
      float[] predictions = new float[feed.x().dim(0) * network.outputSize()];
      network.predictBatch(feed.x().toFloats(), feed.x().dim(0), predictions);
      return new Results(
          trainer.outputs(),
          trainer.inputGradient(),
          gradients,
          predictions,
          singles(network, feed.x()));
    }
  }

  /** Three times, for the first predictions of a network run plain code. */
  private static float[] singles(InferenceNetwork network, Tensor x) {
    float[] inputs = x.toFloats();
    int samples = x.dim(0);
    float[] results = new float[samples * network.outputSize()];
    for (int i = 0; i < 3 * samples; i++) {
      int n = i % samples;
      network.predict(inputs, n * network.inputSize(), results, n * network.outputSize());
    }
    return results;
  }

  private static Batch batch(Trainer<Weights> trainer, Feed feed) {
    Batch batch = trainer.newBatch();
    batch.size(feed.x().dim(0));
    System.arraycopy(feed.x().toFloats(), 0, batch.inputs(), 0, feed.x().size());
    int[] labels = feed.labels().orElseThrow();
    System.arraycopy(labels, 0, batch.labels(), 0, labels.length);
    return batch;
  }

  private static Object create(Case test, String role, Class<?>[] types, Object... arguments) {
    String name = "net." + test.net().graph().name() + role;
    try {
      return CLASSES.loadClass(name).getConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(name, e);
    }
  }

  private static void compare(Execution exact, Results found) {
    check("outputs", exact.output(), found.outputs());
    check("input gradient", exact.inputGradient(), found.inputGradient());
    exact.gradients().forEach((name, tensor) -> check(name, tensor, found.gradients().get(name)));
  }

  private static void comparePredictions(
      Case test, Map<String, Tensor> parameters, Feed feed, Results found) {
    OpGraph inference = Planned.inference(test.net()).graph();
    Tensor exact = OpInterpreter.run(inference, parameters, feed).output();
    check("predictions", exact, found.predictions());
    check("single predictions", exact, found.singles());
  }

  private static void check(String what, Tensor exact, float[] found) {
    CLOSE.check(what, exact, Tensor.ofFloats(exact.shape(), found));
  }

  private static void assertSameBits(Results plain, Results other, CodePath path) {
    String name = path.name();
    assertArrayEquals(plain.outputs(), other.outputs(), name);
    assertArrayEquals(plain.inputGradient(), other.inputGradient(), name);
    assertArrayEquals(plain.predictions(), other.predictions(), name);
    assertArrayEquals(plain.singles(), other.singles(), name);
    plain
        .gradients()
        .forEach((tensor, gradient) ->
            assertArrayEquals(gradient, other.gradients().get(tensor), () -> name + " " + tensor));
  }
}
