package dev.synapt.examples.benchmarks;

import dev.synapt.examples.networks.RandomBatch;
import dev.synapt.examples.networks.ReferenceNetwork;
import dev.synapt.runtime.Batch;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.optimizer.Sgd;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many steps and samples a second are trained on: forward, loss, backward and SGD with
 * momentum, on one of eight batches made beforehand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class TrainingStepBenchmark {

  /** What is trained. */
  @Param public ReferenceNetwork network;

  /** Threads of a step. */
  @Param({"1", "2"})
  public int threads;

  private final Batch[] batches = new Batch[8];
  private Trainer<?> trainer;
  private int next;

  /** Called by JMH. */
  public TrainingStepBenchmark() {}

  /** Makes the trainer and its batches. */
  @Setup
  public void setUp() {
    trainer = network.trainer(1);
    trainer.threads(threads);
    trainer.optimizer(Sgd.withLearningRate(0.01).momentum(0.9));
    for (int i = 0; i < batches.length; i++) {
      batches[i] = RandomBatch.of(trainer, i);
    }
  }

  /** Ends the trainer's threads. */
  @TearDown
  public void tearDown() {
    trainer.close();
  }

  /** Counts samples, since networks differ in the size of their batch. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Counter {

    /** Samples of the steps so far. */
    public long samples;

    /** Called by JMH. */
    public Counter() {}
  }

  /**
   * One step.
   *
   * @param counter counts its samples
   */
  @Benchmark
  public void step(Counter counter) {
    trainer.step(batches[next++ % batches.length]);
    counter.samples += trainer.batchSize();
  }
}
