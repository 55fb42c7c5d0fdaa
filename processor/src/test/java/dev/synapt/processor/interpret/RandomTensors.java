package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.lower.EmbeddingOp;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Parameter;
import dev.synapt.processor.lower.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Values for tests, every one of them exact in single precision, so that both precisions start from
 * the same.
 */
public final class RandomTensors {

  private final SplittableRandom random;

  /** Values that depend on the seed and on the order of the calls. */
  public RandomTensors(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Entries evenly in {@code [low, high)}. */
  public Tensor uniform(Shape shape, double low, double high) {
    Tensor result = Tensor.zeros(shape);
    for (int i = 0; i < result.size(); i++) {
      result.data()[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return result;
  }

  /** A batch for a graph: entries in {@code [-1, 1)}, or token ids. */
  public Tensor batch(OpGraph graph, int samples) {
    Shape shape = withBatch(samples, graph.shape(graph.input()));
    return graph.ops().getFirst() instanceof EmbeddingOp.Forward embedding
        ? below(graph.shape(embedding.w()).dim(0), shape)
        : uniform(shape, -1, 1);
  }

  private Tensor below(int bound, Shape shape) {
    Tensor result = Tensor.zeros(shape);
    Arrays.setAll(result.data(), i -> random.nextInt(bound));
    return result;
  }

  /** Labels or targets, whichever the graph's loss reads. */
  public Feed feed(OpGraph graph, int samples) {
    if (!slots(graph).isEmpty()) {
      return severalAnswers(graph, samples);
    }
    Value output = graph.value(graph.output());
    int classes = classes(graph, output);
    int positions = output.shape().size() / classes;
    int[] labels = random.ints((long) samples * positions, 0, classes).toArray();
    return Feed.of(batch(graph, samples))
        .labels(labels)
        .targets(uniform(withBatch(samples, output.shape()), -1, 1));
  }

  private static List<LossOp> slots(OpGraph graph) {
    return graph.ops().stream()
        .filter(LossOp.class::isInstance)
        .map(LossOp.class::cast)
        .filter(op -> op.slot().isOneOfSeveral())
        .toList();
  }

  /** Labels and numbers side by side. */
  private Feed severalAnswers(OpGraph graph, int samples) {
    int columns = slots(graph).stream().mapToInt(op -> op.slot().columns()).sum();
    Tensor answers = uniform(Shape.of(samples, columns), -1, 1);
    for (LossOp op : slots(graph)) {
      for (int i = 0; op.loss().hasLabels() && i < samples * op.slot().columns(); i++) {
        int row = i / op.slot().columns() * columns;
        answers.data()[row + op.slot().first() + i % op.slot().columns()] = below(op.channels());
      }
    }
    return Feed.of(batch(graph, samples)).targets(answers);
  }

  /** The loss may be over the positions of an image whose rows lie channel by channel. */
  private static int classes(OpGraph graph, Value output) {
    return graph.ops().stream()
        .filter(LossOp.class::isInstance)
        .map(op -> ((LossOp) op).channels())
        .findFirst()
        .orElse(output.shape().size());
  }

  /**
   * Every tensor of a graph's weights: none zero, variances positive, sums of inputs about one in
   * size.
   */
  public Map<String, Tensor> parameters(OpGraph graph) {
    Map<String, Tensor> result = new LinkedHashMap<>();
    graph.parameters().forEach(p -> result.put(p.name(), parameter(p)));
    return result;
  }

  private Tensor parameter(Parameter parameter) {
    boolean scale = parameter.shape().rank() == 1 && parameter.name().endsWith(".weight");
    if (scale || parameter.name().endsWith(".running_var")) {
      return uniform(parameter.shape(), 0.5, 1.5);
    }
    double bound = parameter.shape().rank() == 1 ? 0.5 : Math.sqrt(3.0 / parameter.fanIn());
    return uniform(parameter.shape(), -bound, bound);
  }

  /** A dropout mask that depends on nothing but its arguments and the seed. */
  public static DropoutMask mask(long seed) {
    return (layer, rate, sample, entry) ->
        new SplittableRandom(((seed * 31 + layer) * 10_007 + sample) * 1_000_003 + entry)
                .nextDouble()
            >= rate;
  }

  /** A sample's shape with the batch in front. */
  public static Shape withBatch(int samples, Shape sample) {
    List<Integer> dims = new ArrayList<>(sample.dims());
    dims.addFirst(samples);
    return new Shape(dims);
  }

  /** Whole numbers from 0 to {@code bound - 1}. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** One of the values given. */
  @SafeVarargs
  public final <T> T oneOf(T... values) {
    return values[below(values.length)];
  }

  /** A stream of seeds. */
  public static IntStream seeds(int count) {
    return IntStream.range(1, count + 1);
  }
}
