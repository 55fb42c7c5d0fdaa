package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.TensorSpec;
import dev.synapt.runtime.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What annotations promise that no single operation does: causality, and repeats in repeats. */
final class WrittenModelsTest {

  private static final String CAUSAL =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = {2, 12})
      final class Causal {
        @Conv1d(filters = 3, kernel = 3, padding = Padding.CAUSAL) @Tanh Layer a;
        @Conv1d(filters = 2, kernel = 2, dilation = 3, padding = Padding.CAUSAL)
        @Output(loss = Loss.MSE)
        Layer b;
      }
      """;

  private static final String NESTED =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = 4)
      final class Nested {
        @Repeat(block = Outer.class, times = 2, args = {4, 2}) Layer body;
        @Dense(units = 3) @Output(loss = Loss.MSE) Layer out;

        @Block
        static final class Outer {
          @Repeat(block = Inner.class, times = Arg.SECOND, args = Arg.FIRST) Layer inner;
          @Dense(units = Arg.FIRST) @Tanh Layer last;
        }

        @Block
        static final class Inner {
          @Dense(units = Arg.FIRST) @Sigmoid Layer x;
        }
      }
      """;

  private static final String FLAT =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = 4)
      final class Flat {
        @Dense(units = 4) @Sigmoid Layer a;
        @Dense(units = 4) @Sigmoid Layer b;
        @Dense(units = 4) @Tanh Layer c;
        @Dense(units = 4) @Sigmoid Layer d;
        @Dense(units = 4) @Sigmoid Layer e;
        @Dense(units = 4) @Tanh Layer f;
        @Dense(units = 3) @Output(loss = Loss.MSE) Layer out;
      }
      """;

  private static final int LENGTH = 12;

  private static GeneratedClasses classes;

  @BeforeAll
  static void compile() {
    classes = ModelCompiler.compilePlain(List.of(CAUSAL, NESTED, FLAT));
  }

  /** The length stays, and a position changes its own result and later ones within reach alone. */
  @Test
  void noPositionOfACausalConvolutionSeesWhatComesLater() {
    InferenceNetwork network = network("Causal", values(classes.model("Causal").weights()));
    float[] x = new float[2 * LENGTH];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(i + 1);
    }
    float[] before = network.predict(x);
    assertEquals(2 * LENGTH, before.length);
    for (int changed = 0; changed < LENGTH; changed++) {
      float[] other = x.clone();
      other[changed] += 1;
      float[] after = network.predict(other);
      int position = changed;
      int[] differing = IntStream.range(0, LENGTH).filter(i -> before[i] != after[i]).toArray();
      int[] expected =
          IntStream.rangeClosed(0, 5).map(i -> position + i).filter(i -> i < LENGTH).toArray();
      assertArrayEquals(expected, differing, "changed at " + changed);
    }
  }

  @Test
  void aRepeatInARepeatIsWhatItsLayersAreOneAfterAnother() {
    Weights nested = values(classes.model("Nested").weights());
    Weights flat = values(classes.model("Flat").weights());
    assertArrayEquals(shapes(flat), shapes(nested));
    float[] x = {0.3f, -0.7f, 1.1f, 0.2f};
    float[] want = network("Flat", flat).predict(x);
    assertArrayEquals(want, network("Nested", nested).predict(x));
    assertNotEquals(want[0], want[1]);
  }

  private static InferenceNetwork network(String name, Weights weights) {
    return classes.model(name).network(weights, CodePath.PLAIN);
  }

  /** Different numbers everywhere, the same ones for tensors in the same order. */
  private static Weights values(Weights weights) {
    int seed = 0;
    for (TensorSpec spec : weights.tensors()) {
      float[] numbers = weights.tensor(spec.name()).toArray();
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) Math.sin(++seed) * 0.9f + 0.05f;
      }
      weights.tensor(spec.name()).copyFrom(numbers);
    }
    return weights;
  }

  private static String[] shapes(Weights weights) {
    return weights.tensors().stream()
        .map(spec -> Arrays.toString(spec.shape()))
        .toArray(String[]::new);
  }
}
