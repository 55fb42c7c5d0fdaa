package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.synapt.processor.CompilerPipeline;
import dev.synapt.processor.emit.Compilation;
import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.RandomTensors;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Direction;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.method.LayerMethod;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.TensorSpec;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.optimizer.AdamW;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is frozen stays as it is, and costs nothing that only training needs. */
final class FrozenLayersTest {

  private static final int SAMPLES = 5;

  /**
   * A frozen trunk with everything that training would keep something of, and a frozen layer
   * further on.
   */
  private static TypedGraph net(boolean frozen) {
    NetBuilder net =
        NetBuilder.input(frozen ? "FrozenTrunk" : "FreeTrunk", 16, Shape.of(2, 6, 6)).field("a");
    net = frozen ? net.freeze() : net;
    net.conv2d(3, Windows.kernel(3, 1), true).batchNorm(1e-5, 0.1).activate(Activation.RELU);
    net.maxPool(Windows.pool(2)).field("b").dense(6, true).activate(Activation.TANH).field("c");
    net = frozen ? net.freeze() : net;
    return net.dense(5, true)
        .field("d")
        .dense(3, true)
        .output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  private static Compilation compilation() {
    return CompilerPipeline.run(
        net(true), new CompilerPipeline.Options(false, List.of(Target.PLAIN)));
  }

  @Test
  void nothingGoesBackBeyondTheFirstTrainedLayer() {
    List<String> backward =
        compilation().training().ops().stream()
            .filter(op -> op.origin().direction() == Direction.BACKWARD)
            .map(op -> op.origin().field() + " " + op.getClass().getSimpleName())
            .toList();
    assertEquals(
        List.of(
            "d DenseGradInput",
            "d DenseGradWeights",
            "c DenseGradInput",
            "b ActivateGrad",
            "b DenseGradWeights"),
        backward);
  }

  @Test
  void noWinnersAreKeptForNothing() {
    for (Op op : compilation().training().ops()) {
      if (op instanceof Op.MaxPool pool) {
        assertFalse(pool.winner().isPresent());
      }
    }
  }

  @Test
  void thereAreNoMethodsForWhatIsNotComputed() {
    List<String> methods = new ArrayList<>();
    compilation()
        .trainingPlans()
        .getFirst()
        .phases()
        .forEach(phase -> phase.methods().stream().map(LayerMethod::name).forEach(methods::add));
    assertEquals(
        List.of(
            "input",
            "forwardA",
            "forwardB",
            "forwardC",
            "forwardD",
            "lossD",
            "backwardD",
            "backwardC",
            "backwardB",
            "gradientsD",
            "gradientsB"),
        methods);
  }

  @Test
  void frozenWeightsAreNeverTouched() {
    GeneratedModel model = ModelCompiler.compilePlain(net(true)).model("FrozenTrunk");
    Trainer<Weights> trainer = model.trainer(CodePath.PLAIN);
    trainer.optimizer(AdamW.withLearningRate(0.1).weightDecay(0.5));
    Weights before = trainer.weights();
    RandomTensors random = new RandomTensors(1);
    Feed feed = random.feed(compilation().training(), SAMPLES);
    for (int i = 0; i < 3; i++) {
      trainer.step(GeneratedRun.batch(trainer, feed));
    }
    Weights after = trainer.weights();
    for (TensorSpec tensor : before.tensors()) {
      String name = tensor.name();
      boolean frozen = name.matches("[ac]\\..*");
      assertEquals(!frozen, tensor.trainable(), name);
      if (frozen) {
        assertArrayEquals(before.tensor(name).toArray(), after.tensor(name).toArray(), name);
      }
    }
    assertFalse(
        after.tensor("b.dense.weight").get(0, 0) == before.tensor("b.dense.weight").get(0, 0));
    assertThrows(IllegalArgumentException.class, () -> trainer.gradient("c.dense.weight"));
  }

  /** Keras' convention for batch norm: what the trunk makes of a sample is the same in both. */
  @Test
  void frozenLayersDoInTrainingWhatTheyDoInPrediction() {
    GeneratedModel model = ModelCompiler.compilePlain(net(true)).model("FrozenTrunk");
    Trainer<Weights> trainer = model.trainer(CodePath.PLAIN);
    RandomTensors random = new RandomTensors(2);
    trainer.load(model.weights(random.parameters(compilation().training())));
    Feed feed = random.feed(compilation().training(), SAMPLES);
    float[] logits = GeneratedRun.of(trainer, feed).outputs().toFloats();
    InferenceNetwork network = model.network(trainer.weights(), CodePath.PLAIN);
    float[] probabilities = new float[SAMPLES * 3];
    network.predictBatch(feed.x().toFloats(), SAMPLES, probabilities);
    for (int i = 1; i < logits.length; i++) {
      if (i % 3 > 0) {
        double ratio = Math.log(probabilities[i] / probabilities[i - 1]);
        assertEquals(ratio, logits[i] - logits[i - 1], 1e-4);
      }
    }
  }

  @Test
  void weightsFitWhetherLayersAreFrozenOrNot() {
    GeneratedClasses classes = ModelCompiler.compilePlain(net(true), net(false));
    Weights free = classes.model("FreeTrunk").weights();
    free.initialize(3);
    Weights frozen = classes.model("FrozenTrunk").weights();
    frozen.copyFrom(free);
    assertArrayEquals(free.values(), frozen.values());
    assertEquals(free.parameterCount() - 2 * 9 * 3 - 3 - 6 - 6 * 5 - 5, frozen.parameterCount());
  }

  @Test
  void theTableCountsThem() {
    String table = compilation().summary().table();
    String[] lines = table.lines().filter(line -> line.contains("frozen")).toArray(String[]::new);
    assertEquals(4, lines.length, table);
    assertEquals("frozen 98", lines[3].replaceAll(" +", " ").strip());
  }
}
