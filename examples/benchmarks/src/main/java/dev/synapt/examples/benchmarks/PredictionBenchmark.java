package dev.synapt.examples.benchmarks;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Weights;
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

/** How long one prediction takes on the caller's thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PredictionBenchmark {

  /** A network of this package. */
  public enum Model {
    /** {@link LeNet5}. */
    LENET5(() -> new LeNet5Network(initialized(new LeNet5Weights()))),
    /** {@link Mlp}. */
    MLP(() -> new MlpNetwork(initialized(new MlpWeights())));

    private final Supplier<InferenceNetwork> network;

    Model(Supplier<InferenceNetwork> network) {
      this.network = network;
    }

    private static <W extends Weights> W initialized(W weights) {
      weights.initialize(1);
      return weights;
    }
  }

  /** What predicts. */
  @Param public Model model;

  private InferenceNetwork network;
  private float[] x;
  private float[] y;

  /** Called by JMH. */
  public PredictionBenchmark() {}

  /** Makes the network and a sample. */
  @Setup
  public void setUp() {
    network = model.network.get();
    x = new float[network.inputSize()];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 7 / 7f;
    }
    y = new float[network.outputSize()];
  }

  /** One prediction. */
  @Benchmark
  public void predict() {
    network.predict(x, 0, y, 0);
  }
}
