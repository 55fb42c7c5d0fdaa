package dev.synapt.examples.benchmarks;

import dev.synapt.examples.networks.ReferenceNetwork;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.random.CounterRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Predictions: how long a single one takes, and how many a second come out of batches of 64, by one
 * thread and by two that share the weights.
 */
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PredictionBenchmark {

  static final int BATCH = 64;

  /** What predicts. */
  @Param public ReferenceNetwork network;

  private Supplier<InferenceNetwork> sharing;

  /** Called by JMH. */
  public PredictionBenchmark() {}

  /** Makes the weights that the threads share. */
  @Setup
  public void setUp() {
    sharing = network.networks(1);
  }

  /** What a thread has for itself. */
  @State(Scope.Thread)
  public static class Caller {

    private InferenceNetwork network;
    private float[] x;
    private float[] y;

    /** Called by JMH. */
    public Caller() {}

    /**
     * Makes a batch of noise.
     *
     * @param benchmark has the network
     */
    @Setup
    public void setUp(PredictionBenchmark benchmark) {
      network = benchmark.sharing.get();
      x = new float[BATCH * network.inputSize()];
      for (int i = 0; i < x.length; i++) {
        x[i] = CounterRandom.uniform(1, i);
      }
      y = new float[BATCH * network.outputSize()];
    }
  }

  /**
   * One prediction.
   *
   * @param caller the thread's state
   */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public void single(Caller caller) {
    caller.network.predict(caller.x, 0, caller.y, 0);
  }

  /**
   * A batch, by one thread.
   *
   * @param caller the thread's state
   */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OperationsPerInvocation(BATCH)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public void batchByOneThread(Caller caller) {
    caller.network.predictBatch(caller.x, BATCH, caller.y);
  }

  /**
   * A batch for each of two threads.
   *
   * @param caller the thread's state
   */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OperationsPerInvocation(BATCH)
  @OutputTimeUnit(TimeUnit.SECONDS)
  @Threads(2)
  public void batchByTwoThreads(Caller caller) {
    caller.network.predictBatch(caller.x, BATCH, caller.y);
  }
}
