package dev.synapt.examples.benchmarks;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.random.CounterRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the generated kernels gain over plain loops: one layer, 64 samples, one thread. The
 * gradients are those by weights, bias and input; the generated code's time holds its forward pass
 * and the loss as well.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LayerBenchmark {

  static final int BATCH = 64;

  /** A layer, generated and in loops. */
  public enum Kind {
    /** {@link Dense784To256}. */
    DENSE(new PlainLayer(784, 1, 256, 1), Dense784To256Trainer::new, LayerBenchmark::dense),
    /** {@link Conv6To16}. */
    CONV_5X5(new PlainLayer(6, 14, 16, 5), Conv6To16Trainer::new, LayerBenchmark::conv5),
    /** {@link Conv32To64}. */
    CONV_3X3(new PlainLayer(32, 26, 64, 3), Conv32To64Trainer::new, LayerBenchmark::conv3);

    private final PlainLayer plain;
    private final Supplier<Trainer<?>> trainer;
    private final Supplier<InferenceNetwork> network;

    Kind(PlainLayer plain, Supplier<Trainer<?>> trainer, Supplier<InferenceNetwork> network) {
      this.plain = plain;
      this.trainer = trainer;
      this.network = network;
    }
  }

  /** What is measured. */
  @Param public Kind layer;

  private Trainer<?> trainer;
  private InferenceNetwork network;
  private Batch batch;
  private float[] w;
  private float[] b;
  private float[] y;
  private float[] dx;
  private float[] dw;
  private float[] db;

  /** Called by JMH. */
  public LayerBenchmark() {}

  private static InferenceNetwork dense() {
    return new Dense784To256Network(initialized(new Dense784To256Weights()));
  }

  private static InferenceNetwork conv5() {
    return new Conv6To16Network(initialized(new Conv6To16Weights()));
  }

  private static InferenceNetwork conv3() {
    return new Conv32To64Network(initialized(new Conv32To64Weights()));
  }

  private static <W extends Weights> W initialized(W weights) {
    weights.initialize(1);
    return weights;
  }

  /** Makes weights and samples, the same for both. */
  @Setup
  public void setUp() {
    PlainLayer plain = layer.plain;
    trainer = layer.trainer.get();
    trainer.threads(1);
    trainer.initialize(1);
    network = layer.network.get();
    batch = trainer.newBatch();
    fill(batch.inputs());
    fill(batch.targets());
    batch.size(BATCH);
    float[] values = trainer.weights().values();
    w = Arrays.copyOf(values, plain.weights());
    b = Arrays.copyOfRange(values, plain.weights(), values.length);
    y = new float[BATCH * plain.outputs()];
    dx = new float[BATCH * plain.inputs()];
    dw = new float[plain.weights()];
    db = new float[plain.filters()];
  }

  private static void fill(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = CounterRandom.uniform(1, i);
    }
  }

  /** Forward, generated. */
  @Benchmark
  public void forward() {
    network.predictBatch(batch.inputs(), BATCH, y);
  }

  /** Forward, in plain loops. */
  @Benchmark
  public void forwardInLoops() {
    layer.plain.forward(batch.inputs(), w, b, y, BATCH);
  }

  /** Forward, loss and gradients, generated. */
  @Benchmark
  public void gradients() {
    trainer.computeGradients(batch);
  }

  /** Gradients alone, in plain loops. */
  @Benchmark
  public void gradientsInLoops() {
    layer.plain.backward(batch.inputs(), w, y, dx, dw, db, BATCH);
  }
}
