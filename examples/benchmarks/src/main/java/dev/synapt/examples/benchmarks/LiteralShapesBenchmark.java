package dev.synapt.examples.benchmarks;

import dev.synapt.runtime.random.CounterRandom;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
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
 * What literal shapes in the kernels are worth: the product of 64 rows with a matrix in tiles of 4
 * rows by 2 registers, once with every size and stride a literal, as the processor writes it, once
 * with all of them arguments, as a kernel in a library has to. Both read and write the same arrays
 * in the same order.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LiteralShapesBenchmark {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int ROWS = 64;
  private static final int START = 12;
  private static final int FLOATS = 4 << 20;

  /** The sizes of the matrix. */
  public enum Size {
    /** The first layer of an MLP for MNIST. */
    M784X256(784, 256),
    /** A small layer, or one plane of a convolution by Winograd. */
    M32X64(32, 64);

    private final int inputs;
    private final int units;

    Size(int inputs, int units) {
      this.inputs = inputs;
      this.units = units;
    }
  }

  /** The matrix. */
  @Param public Size size;

  private float[] a;
  private int weights;
  private int results;

  /** Called by JMH. */
  @Setup
  public void fill() {
    a = new float[FLOATS];
    weights = START + ROWS * size.inputs;
    results = weights + size.inputs * size.units;
    for (int i = START; i < results; i++) {
      a[i] = CounterRandom.uniform(1, i);
    }
  }

  /** Sizes as literals. */
  @Benchmark
  public float[] literals() {
    if (size == Size.M784X256) {
      for (int row = 0; row < ROWS; row += 4) {
        large(row);
      }
    } else {
      for (int row = 0; row < ROWS; row += 4) {
        small(row);
      }
    }
    return a;
  }

  /** Sizes as arguments. */
  @Benchmark
  public float[] arguments() {
    for (int row = 0; row < ROWS; row += 4) {
      any(row, size.inputs, size.units, START, weights, results);
    }
    return a;
  }

  private void large(int row) {
    for (int l = 0; l < 256; l += 2 * L) {
      FloatVector y00 = FloatVector.zero(S);
      FloatVector y01 = FloatVector.zero(S);
      FloatVector y10 = FloatVector.zero(S);
      FloatVector y11 = FloatVector.zero(S);
      FloatVector y20 = FloatVector.zero(S);
      FloatVector y21 = FloatVector.zero(S);
      FloatVector y30 = FloatVector.zero(S);
      FloatVector y31 = FloatVector.zero(S);
      for (int k = 0; k < 784; k++) {
        FloatVector w0 = FloatVector.fromArray(S, a, 50188 + 256 * k + l);
        FloatVector w1 = FloatVector.fromArray(S, a, 50188 + 256 * k + l + L);
        FloatVector x0 = FloatVector.broadcast(S, a[12 + 784 * row + k]);
        y00 = x0.fma(w0, y00);
        y01 = x0.fma(w1, y01);
        FloatVector x1 = FloatVector.broadcast(S, a[796 + 784 * row + k]);
        y10 = x1.fma(w0, y10);
        y11 = x1.fma(w1, y11);
        FloatVector x2 = FloatVector.broadcast(S, a[1580 + 784 * row + k]);
        y20 = x2.fma(w0, y20);
        y21 = x2.fma(w1, y21);
        FloatVector x3 = FloatVector.broadcast(S, a[2364 + 784 * row + k]);
        y30 = x3.fma(w0, y30);
        y31 = x3.fma(w1, y31);
      }
      y00.intoArray(a, 250892 + 256 * row + l);
      y01.intoArray(a, 250892 + 256 * row + l + L);
      y10.intoArray(a, 251148 + 256 * row + l);
      y11.intoArray(a, 251148 + 256 * row + l + L);
      y20.intoArray(a, 251404 + 256 * row + l);
      y21.intoArray(a, 251404 + 256 * row + l + L);
      y30.intoArray(a, 251660 + 256 * row + l);
      y31.intoArray(a, 251660 + 256 * row + l + L);
    }
  }

  private void small(int row) {
    for (int l = 0; l < 64; l += 2 * L) {
      FloatVector y00 = FloatVector.zero(S);
      FloatVector y01 = FloatVector.zero(S);
      FloatVector y10 = FloatVector.zero(S);
      FloatVector y11 = FloatVector.zero(S);
      FloatVector y20 = FloatVector.zero(S);
      FloatVector y21 = FloatVector.zero(S);
      FloatVector y30 = FloatVector.zero(S);
      FloatVector y31 = FloatVector.zero(S);
      for (int k = 0; k < 32; k++) {
        FloatVector w0 = FloatVector.fromArray(S, a, 2060 + 64 * k + l);
        FloatVector w1 = FloatVector.fromArray(S, a, 2060 + 64 * k + l + L);
        FloatVector x0 = FloatVector.broadcast(S, a[12 + 32 * row + k]);
        y00 = x0.fma(w0, y00);
        y01 = x0.fma(w1, y01);
        FloatVector x1 = FloatVector.broadcast(S, a[44 + 32 * row + k]);
        y10 = x1.fma(w0, y10);
        y11 = x1.fma(w1, y11);
        FloatVector x2 = FloatVector.broadcast(S, a[76 + 32 * row + k]);
        y20 = x2.fma(w0, y20);
        y21 = x2.fma(w1, y21);
        FloatVector x3 = FloatVector.broadcast(S, a[108 + 32 * row + k]);
        y30 = x3.fma(w0, y30);
        y31 = x3.fma(w1, y31);
      }
      y00.intoArray(a, 4108 + 64 * row + l);
      y01.intoArray(a, 4108 + 64 * row + l + L);
      y10.intoArray(a, 4172 + 64 * row + l);
      y11.intoArray(a, 4172 + 64 * row + l + L);
      y20.intoArray(a, 4236 + 64 * row + l);
      y21.intoArray(a, 4236 + 64 * row + l + L);
      y30.intoArray(a, 4300 + 64 * row + l);
      y31.intoArray(a, 4300 + 64 * row + l + L);
    }
  }

  private void any(int row, int inputs, int units, int x, int w, int y) {
    for (int l = 0; l < units; l += 2 * L) {
      FloatVector y00 = FloatVector.zero(S);
      FloatVector y01 = FloatVector.zero(S);
      FloatVector y10 = FloatVector.zero(S);
      FloatVector y11 = FloatVector.zero(S);
      FloatVector y20 = FloatVector.zero(S);
      FloatVector y21 = FloatVector.zero(S);
      FloatVector y30 = FloatVector.zero(S);
      FloatVector y31 = FloatVector.zero(S);
      int in = x + inputs * row;
      for (int k = 0; k < inputs; k++) {
        FloatVector w0 = FloatVector.fromArray(S, a, w + units * k + l);
        FloatVector w1 = FloatVector.fromArray(S, a, w + units * k + l + L);
        FloatVector x0 = FloatVector.broadcast(S, a[in + k]);
        y00 = x0.fma(w0, y00);
        y01 = x0.fma(w1, y01);
        FloatVector x1 = FloatVector.broadcast(S, a[in + inputs + k]);
        y10 = x1.fma(w0, y10);
        y11 = x1.fma(w1, y11);
        FloatVector x2 = FloatVector.broadcast(S, a[in + 2 * inputs + k]);
        y20 = x2.fma(w0, y20);
        y21 = x2.fma(w1, y21);
        FloatVector x3 = FloatVector.broadcast(S, a[in + 3 * inputs + k]);
        y30 = x3.fma(w0, y30);
        y31 = x3.fma(w1, y31);
      }
      int out = y + units * row + l;
      y00.intoArray(a, out);
      y01.intoArray(a, out + L);
      y10.intoArray(a, out + units);
      y11.intoArray(a, out + units + L);
      y20.intoArray(a, out + 2 * units);
      y21.intoArray(a, out + 2 * units + L);
      y30.intoArray(a, out + 3 * units);
      y31.intoArray(a, out + 3 * units + L);
    }
  }
}
