package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.InputSpec;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.InputColumns;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.training.Training;
import dev.synapt.runtime.training.TrainingRun;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A network with two inputs, from its data to its predictions. */
final class SeveralInputsTest {

  private static final int SAMPLES = 120;
  private static GeneratedModel model;

  /** Whether two images look alike, seen through the same convolution, or a switch says so. */
  private static TypedGraph net() {
    NetBuilder net = NetBuilder.input("TwoInputs", 32, Shape.of(1, 4, 4)).field("a");
    ValueId left = net.conv2d(4, Windows.kernel(2), true).activate(Activation.TANH).here();
    net.further("right", Shape.of(1, 4, 4)).field("b").reuse("a");
    ValueId right = net.conv2d(4, Windows.kernel(2), true).activate(Activation.TANH).here();
    ValueId pair = net.field("pair").multiply(left, right).flatten().here();
    ValueId turned = net.further("turned", Shape.of(1)).here();
    net.field("both").concat(pair, turned).field("c").dense(12, true).activate(Activation.TANH);
    return net.field("d").dense(2, true).output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  @BeforeAll
  static void compile() {
    model = ModelCompiler.compilePlain(net()).model("TwoInputs");
  }

  @SuppressWarnings("unchecked")
  private static List<InputSpec> inputs() throws ReflectiveOperationException {
    Class<?> network = model.loader().loadClass(model.name() + "Network");
    return (List<InputSpec>) network.getField("INPUTS").get(null);
  }

  @Test
  void aSampleIsARowOfAllInputs() throws ReflectiveOperationException {
    assertEquals(
        List.of(
            new InputSpec("input", 0, List.of(1, 4, 4)),
            new InputSpec("right", 16, List.of(1, 4, 4)),
            new InputSpec("turned", 32, List.of(1))),
        inputs());
    InputColumns columns = InputColumns.of(inputs(), 2).set("turned", 5, 6);
    assertEquals(33, columns.size());
    assertThrows(IllegalStateException.class, columns::rows);
    assertThrows(IllegalArgumentException.class, () -> columns.set("left", 1, 2));
    assertThrows(IllegalArgumentException.class, () -> columns.set("right", 1, 2));
    float[] rows = columns.set("input", new float[32]).set("right", new float[32]).rows();
    assertEquals(5, rows[32]);
    assertEquals(6, rows[65]);
  }

  /** The answer needs both images and the switch. */
  @Test
  void allInputsAreLearnedFrom() throws ReflectiveOperationException {
    SplittableRandom random = new SplittableRandom(3);
    float[] left = new float[16 * SAMPLES];
    float[] right = new float[16 * SAMPLES];
    float[] turned = new float[SAMPLES];
    int[] labels = new int[SAMPLES];
    for (int n = 0; n < SAMPLES; n++) {
      float a = random.nextBoolean() ? 1 : -1;
      float b = random.nextBoolean() ? 1 : -1;
      turned[n] = random.nextBoolean() ? 1 : -1;
      labels[n] = a * b * turned[n] > 0 ? 1 : 0;
      for (int i = 0; i < 16; i++) {
        left[16 * n + i] = a + (float) random.nextDouble(-0.3, 0.3);
        right[16 * n + i] = b + (float) random.nextDouble(-0.3, 0.3);
      }
    }
    InputColumns columns =
        InputColumns.of(inputs(), SAMPLES)
            .set("input", left)
            .set("right", right)
            .set("turned", turned);
    Dataset data = Dataset.ofLabels(columns.rows(), labels, columns.size());
    TrainingRun<Weights> run =
        Training.of(model.trainer(CodePath.PLAIN))
            .data(data)
            .optimizer(Adam.withLearningRate(0.02))
            .epochs(60)
            .threads(1)
            .fit();
    InferenceNetwork network = model.network(run.lastWeights(), CodePath.PLAIN);
    int found = 0;
    for (int n = 0; n < SAMPLES; n++) {
      found += network.classify(columns.rows(), n * columns.size()) == labels[n] ? 1 : 0;
    }
    assertTrue(found > 0.95 * SAMPLES, found + " of " + SAMPLES);
    float[] many = new float[2 * SAMPLES];
    network.predictBatch(columns.rows(), SAMPLES, many);
    assertArrayEquals(network.predict(data.input(7)), Arrays.copyOfRange(many, 14, 16), 1e-5f);
  }
}
