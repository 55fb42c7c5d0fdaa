package dev.synapt.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.kernel.TensorLayout;
import dev.synapt.runtime.random.CounterRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is done around the rules: settings by layer, penalties, clipping, limits of norms. */
final class WeightUpdateTest {

  private static final Map<String, int[]> SHAPES = new LinkedHashMap<>();

  static {
    SHAPES.put("conv1.conv2d.weight", new int[] {33, 7, 3, 2});
    SHAPES.put("conv1.conv2d.bias", new int[] {33});
    SHAPES.put("conv1.batchNorm.weight", new int[] {33});
    SHAPES.put("fc1.dense.weight", new int[] {20, 41});
    SHAPES.put("fc1.layerNorm.weight", new int[] {4, 5});
    SHAPES.put("fc10.dense.weight", new int[] {3, 20});
  }

  private static float[] numbers(String name, long key) {
    int size = Arrays.stream(SHAPES.get(name)).reduce(1, (a, b) -> a * b);
    float[] numbers = new float[size];
    long stream = CounterRandom.key(key, name);
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) CounterRandom.gaussian(stream, i);
    }
    return numbers;
  }

  private static PackedTensors packed(Optimizer optimizer, PackedTensors.Order order) {
    PackedTensors packed = new PackedTensors(optimizer, SHAPES, order);
    SHAPES.keySet().forEach(name -> packed.put(packed.weights, name, numbers(name, 0)));
    return packed;
  }

  private static void step(PackedTensors packed, Optimizer optimizer, int workers, long key) {
    SHAPES.keySet().forEach(name -> packed.put(packed.gradients, name, numbers(name, key)));
    packed.step(workers, optimizer.learningRate(), optimizer.momentum());
  }

  private static PackedTensors after(Optimizer optimizer, int steps) {
    PackedTensors packed = packed(optimizer, PackedTensors.Order.LOGICAL);
    for (int step = 1; step <= steps; step++) {
      step(packed, optimizer, 1, step);
    }
    return packed;
  }

  private static float[] weights(PackedTensors packed, String name) {
    return packed.get(packed.weights, name);
  }

  private static boolean moved(PackedTensors packed, String name) {
    return !Arrays.equals(numbers(name, 0), weights(packed, name));
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  @Test
  void neitherThreadsNorLayoutsChangeABit() {
    Optimizer everything =
        Adam.withLearningRate(0.05)
            .weightDecay(0.01)
            .l1(0.02)
            .l2(0.03)
            .clipValue(2)
            .clipNorm(9)
            .clipGlobalNorm(10)
            .maxNorm(3)
            .group(ParameterGroup.of("fc1").maxNorm(0.5, Norm.MAXIMUM).learningRateFactor(2));
    Map<String, float[]> first = new LinkedHashMap<>();
    for (PackedTensors.Order order : PackedTensors.Order.values()) {
      for (int workers : new int[] {1, 2, 5}) {
        PackedTensors packed = packed(everything, order);
        for (int step = 1; step <= 3; step++) {
          step(packed, everything, workers, step);
        }
        assertTrue(packed.paddingIsZero(), order::toString);
        for (String name : SHAPES.keySet()) {
          float[] got = weights(packed, name);
          assertArrayEquals(first.computeIfAbsent(name, n -> got), got, order + " " + workers);
        }
      }
    }
  }

  @Test
  void decayAndPenaltiesLeaveBiasesAndNormsAlone() {
    PackedTensors plain = after(Sgd.withLearningRate(0.1), 1);
    for (Sgd each :
        List.of(
            Sgd.withLearningRate(0.1).weightDecay(0.5),
            Sgd.withLearningRate(0.1).weightDecay(0.5).decoupled(),
            Sgd.withLearningRate(0.1).l1(0.5),
            Sgd.withLearningRate(0.1).l2(0.5))) {
      PackedTensors usual = after(each, 1);
      PackedTensors all = after(each.decayBiasesAndNorms(), 1);
      for (String name : SHAPES.keySet()) {
        boolean decays = !name.endsWith("bias") && !name.contains("Norm");
        float[] without = weights(plain, name);
        assertEquals(!decays, Arrays.equals(without, weights(usual, name)), each + " " + name);
        assertFalse(Arrays.equals(without, weights(all, name)), each + " " + name);
      }
    }
  }

  @Test
  void thePenaltyOfSquaresIsDecayOfTwiceTheStrength() {
    Sgd sgd = Sgd.withLearningRate(0.1).momentum(0.9);
    PackedTensors penalty = after(sgd.l2(0.015), 4);
    PackedTensors decay = after(sgd.weightDecay(0.03), 4);
    assertArrayEquals(decay.weights, penalty.weights);
  }

  @Test
  void decoupledDecayIsNotAPenalty() {
    PackedTensors adamW = after(AdamW.withLearningRate(0.1).weightDecay(0.1), 3);
    PackedTensors coupled = after(Adam.withLearningRate(0.1).weightDecay(0.1), 3);
    assertFalse(Arrays.equals(coupled.weights, adamW.weights));
    PackedTensors same = after(Adam.withLearningRate(0.1).decoupled().weightDecay(0.1), 3);
    assertArrayEquals(adamW.weights, same.weights);
  }

  @Test
  void maximisingIsMinimisingTheNegative() {
    Sgd sgd = Sgd.withLearningRate(0.1).momentum(0.9).weightDecay(0.01);
    PackedTensors maximised = packed(sgd.maximize(), PackedTensors.Order.LOGICAL);
    PackedTensors minimised = packed(sgd, PackedTensors.Order.LOGICAL);
    for (int step = 1; step <= 3; step++) {
      step(maximised, sgd, 1, step);
      for (String name : SHAPES.keySet()) {
        float[] negative = numbers(name, step);
        for (int i = 0; i < negative.length; i++) {
          negative[i] = -negative[i];
        }
        minimised.put(minimised.gradients, name, negative);
      }
      minimised.step(1, sgd.learningRate(), sgd.momentum());
    }
    assertArrayEquals(minimised.weights, maximised.weights);
  }

  @Test
  void everyTensorIsClippedByItsOwnNorm() {
    PackedTensors packed = after(Sgd.withLearningRate(1).clipNorm(8), 1);
    int clipped = 0;
    for (String name : SHAPES.keySet()) {
      double before = norm(numbers(name, 1));
      double after = norm(packed.get(packed.gradients, name));
      assertEquals(Math.min(before, 8), after, 1e-5, name);
      clipped += before > 8 ? 1 : 0;
    }
    assertTrue(clipped > 0 && clipped < SHAPES.size(), "some are, some are not");
  }

  @Test
  void theGlobalNormIsThatOfAllGradientsTogether() {
    double squares = 0;
    for (String name : SHAPES.keySet()) {
      squares += Math.pow(Math.min(norm(numbers(name, 1)), 8), 2);
    }
    PackedTensors both = after(Sgd.withLearningRate(1).clipNorm(8).clipGlobalNorm(5), 1);
    assertEquals(5, norm(both.gradients), 1e-5);
    double scale = 5 / Math.sqrt(squares);
    double bias = norm(numbers("conv1.conv2d.bias", 1));
    assertTrue(bias < 8);
    assertEquals(scale * bias, norm(both.get(both.gradients, "conv1.conv2d.bias")), 1e-5);
    PackedTensors loose = after(Sgd.withLearningRate(1).clipGlobalNorm(1e6), 1);
    assertArrayEquals(after(Sgd.withLearningRate(1), 1).weights, loose.weights);
  }

  @Test
  void clippingByValueKeepsWhatIsNotANumberVisible() {
    Sgd sgd = Sgd.withLearningRate(1).clipValue(0.5);
    PackedTensors packed = packed(sgd, PackedTensors.Order.LOGICAL);
    float[] gradient = numbers("fc1.layerNorm.weight", 3);
    gradient[0] = Float.NaN;
    gradient[1] = Float.NEGATIVE_INFINITY;
    gradient[2] = 0.25f;
    packed.put(packed.gradients, "fc1.layerNorm.weight", gradient);
    packed.step(1, 1, 0);
    float[] clipped = packed.get(packed.gradients, "fc1.layerNorm.weight");
    assertTrue(Float.isNaN(clipped[0]));
    assertEquals(-0.5f, clipped[1]);
    assertEquals(0.25f, clipped[2]);
  }

  @Test
  void noRowExceedsTheLimit() {
    for (Norm norm : Norm.values()) {
      double limit = norm == Norm.L2 ? 6.2 : 2.2;
      PackedTensors free = after(Sgd.withLearningRate(0.1), 1);
      PackedTensors packed = after(Sgd.withLearningRate(0.1).maxNorm(limit, norm), 1);
      int limited = 0;
      int untouched = 0;
      float[] before = weights(free, "fc1.dense.weight");
      float[] after = weights(packed, "fc1.dense.weight");
      for (int row = 0; row < 20; row++) {
        float[] was = Arrays.copyOfRange(before, 41 * row, 41 * row + 41);
        float[] is = Arrays.copyOfRange(after, 41 * row, 41 * row + 41);
        double size = size(was, norm);
        assertTrue(size(is, norm) <= limit * (1 + 1e-6), norm + " of row " + row);
        if (size <= limit) {
          untouched++;
          assertArrayEquals(was, is);
        } else {
          limited++;
          assertEquals(was[0] * limit / size, is[0], 1e-6);
        }
      }
      assertTrue(limited > 2 && untouched > 2, norm + ": " + limited + " and " + untouched);
      assertArrayEquals(weights(free, "conv1.conv2d.bias"), weights(packed, "conv1.conv2d.bias"));
    }
  }

  private static double size(float[] row, Norm norm) {
    double most = 0;
    for (float value : row) {
      most = Math.max(most, Math.abs(value));
    }
    return norm == Norm.L2 ? norm(row) : most;
  }

  @Test
  void aFactorOfZeroFreezesALayer() {
    AdamWithGroup frozen = new AdamWithGroup(ParameterGroup.of("fc1").learningRateFactor(0));
    PackedTensors packed = after(frozen.optimizer().maxNorm(0.1).weightDecay(0.1), 3);
    for (String name : SHAPES.keySet()) {
      assertEquals(!name.startsWith("fc1."), moved(packed, name), name);
    }
  }

  private record AdamWithGroup(ParameterGroup group) {
    Adam optimizer() {
      return Adam.withLearningRate(0.1).group(group);
    }
  }

  /** A frozen layer's gradient is not part of the global norm. */
  @Test
  void frozenGradientsDoNotCount() {
    Sgd sgd = Sgd.withLearningRate(1).clipGlobalNorm(1);
    PackedTensors packed =
        after(
            sgd.group(ParameterGroup.of("*").learningRateFactor(0))
                .group(ParameterGroup.of("fc10").learningRateFactor(1)),
            1);
    assertEquals(1, norm(packed.get(packed.gradients, "fc10.dense.weight")), 1e-5);
    assertEquals(
        norm(numbers("fc1.dense.weight", 1)),
        norm(packed.get(packed.gradients, "fc1.dense.weight")));
  }

  @Test
  void aGroupHasARateOfItsOwn() {
    Sgd sgd = Sgd.withLearningRate(0.5).weightDecay(0.25);
    PackedTensors usual = after(sgd, 1);
    PackedTensors slow = after(sgd.group(ParameterGroup.of("conv*").learningRateFactor(0.5)), 1);
    PackedTensors half = after(Sgd.withLearningRate(0.25).weightDecay(0.25), 1);
    for (String name : SHAPES.keySet()) {
      PackedTensors like = name.startsWith("conv") ? half : usual;
      assertArrayEquals(weights(like, name), weights(slow, name), name);
    }
  }

  @Test
  void whatALaterGroupStatesCounts() {
    Sgd sgd = Sgd.withLearningRate(0.5).weightDecay(0.25);
    Sgd grouped =
        sgd.group(ParameterGroup.of("*").learningRateFactor(0.5))
            .group(ParameterGroup.of("fc1.dense.weight").weightDecay(0));
    PackedTensors got = after(grouped, 1);
    assertArrayEquals(
        weights(after(Sgd.withLearningRate(0.25), 1), "fc1.dense.weight"),
        weights(got, "fc1.dense.weight"));
    assertArrayEquals(
        weights(after(Sgd.withLearningRate(0.25).weightDecay(0.25), 1), "fc10.dense.weight"),
        weights(got, "fc10.dense.weight"));
  }

  @Test
  void namesSelectWholeParts() {
    ParameterGroup fc1 = ParameterGroup.of("fc1");
    assertTrue(fc1.selects("fc1.dense.weight"));
    assertFalse(fc1.selects("fc10.dense.weight"));
    assertFalse(fc1.selects("block.fc1.dense.weight"));
    assertTrue(ParameterGroup.of("*.fc1").selects("block.0.fc1.dense.weight"));
    assertTrue(ParameterGroup.of("stage*.c1").selects("stage2.1.c1.conv2d.weight"));
    assertTrue(ParameterGroup.of("*.bias").selects("fc1.dense.bias"));
    assertFalse(ParameterGroup.of("f.1").selects("fc1.dense.bias"), "a dot is a dot");
    assertThrows(IllegalArgumentException.class, () -> ParameterGroup.of(" "));
  }

  @Test
  void aGroupWithoutLayersIsAMistake() {
    Sgd sgd = Sgd.withLearningRate(1).group(ParameterGroup.of("fc2").weightDecay(0));
    String message = assertThrows(IllegalArgumentException.class, () -> after(sgd, 1)).getMessage();
    assertTrue(message.contains("group(fc2, weightDecay=0.0)"), message);
    assertTrue(message.contains("fc1.dense.weight, fc1.layerNorm.weight"), message);
  }

  /** Axes [3][2] in memory do not show where the second of two rows of three begins. */
  @Test
  void rowsMustBeVisibleInMemory() {
    TensorLayout crossing = new TensorLayout("w", 0, 0, 6, new int[] {3, 2}, new int[] {2, 1});
    TrainedTensor tensor = new TrainedTensor("w", new int[] {2, 3}, crossing);
    assertThrows(IllegalArgumentException.class, () -> new TensorRows(tensor));
    TensorLayout flat = new TensorLayout("w", 0, 5, 6, new int[] {6}, new int[] {1});
    TensorRows rows = new TensorRows(new TrainedTensor("w", new int[] {2, 3}, flat));
    double[] sums = new double[2];
    rows.squares(new float[] {9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6}, sums, 0, 0, 2);
    assertArrayEquals(new double[] {14, 77}, sums);
  }

  /** Saved states are compared by these texts. */
  @Test
  void textsNameEverySetting() {
    Sgd sgd =
        Sgd.withLearningRate(0.1)
            .weightDecay(0.01)
            .decoupled()
            .decayBiasesAndNorms()
            .l1(0.02)
            .l2(0.03)
            .maxNorm(4)
            .clipValue(5)
            .clipNorm(6)
            .clipGlobalNorm(7)
            .maximize()
            .group(ParameterGroup.of("a").l1(0).l2(1).maxNorm(2, Norm.MAXIMUM));
    assertEquals(
        "Sgd(learningRate=0.1, weightDecay=0.01, l1=0.02, l2=0.03, maxNorm=4.0 L2, decoupled,"
            + " decayBiasesAndNorms, clipValue=5.0, clipNorm=6.0, clipGlobalNorm=7.0, maximize,"
            + " group(a, l1=0.0, l2=1.0, maxNorm=2.0 MAXIMUM))",
        sgd.toString());
    assertEquals(
        "Adam(learningRate=0.001, betas=(0.9, 0.999), epsilon=1.0E-8, weightDecay=0.01, decoupled)",
        AdamW.withLearningRate(1e-3).toString());
  }
}
