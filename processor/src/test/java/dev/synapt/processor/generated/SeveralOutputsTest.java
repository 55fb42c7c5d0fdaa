package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossOptions;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.runtime.Batch;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.OutputSpec;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.TargetColumns;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.training.Evaluation;
import dev.synapt.runtime.training.Training;
import dev.synapt.runtime.training.TrainingRun;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A network with two outputs, from its data to its predictions. */
final class SeveralOutputsTest {

  private static final int SAMPLES = 90;
  private static GeneratedModel model;
  private static Dataset data;

  /** The class of a point's quarter, and its distance from the middle. */
  private static TypedGraph net() {
    NetBuilder net = NetBuilder.input("TwoOutputs", 32, Shape.of(2)).field("trunk");
    ValueId trunk = net.dense(24, true).activate(Activation.TANH).here();
    LossOptions weight = new LossOptions(1, 0, List.of(), OptionalInt.empty(), 0.3);
    return net.field("quarter")
        .dense(4, true)
        .result(LossKind.CROSS_ENTROPY, LossReduction.MEAN, LossOptions.NONE)
        .field("distance")
        .from(trunk)
        .dense(1, true)
        .output(LossKind.MSE, LossReduction.MEAN, weight);
  }

  @BeforeAll
  static void compile() {
    model = ModelCompiler.compilePlain(net()).model("TwoOutputs");
    SplittableRandom random = new SplittableRandom(1);
    float[] points = new float[2 * SAMPLES];
    int[] quarters = new int[SAMPLES];
    float[] distances = new float[SAMPLES];
    for (int n = 0; n < SAMPLES; n++) {
      points[2 * n] = (float) random.nextDouble(-1, 1);
      points[2 * n + 1] = (float) random.nextDouble(-1, 1);
      quarters[n] = (points[2 * n] > 0 ? 1 : 0) + (points[2 * n + 1] > 0 ? 2 : 0);
      distances[n] = (float) Math.hypot(points[2 * n], points[2 * n + 1]);
    }
    TargetColumns answers =
        TargetColumns.of(trainer().outputSpecs(), SAMPLES)
            .numbers("distance", distances)
            .labels("quarter", quarters);
    data = Dataset.ofTargets(points, answers.rows(), answers.size(), 2);
  }

  private static Trainer<Weights> trainer() {
    return model.trainer(CodePath.PLAIN);
  }

  @Test
  void resultsAndAnswersStandBackToBack() {
    List<OutputSpec> outputs = trainer().outputSpecs();
    assertEquals(List.of("quarter", "distance"), outputs.stream().map(OutputSpec::name).toList());
    assertEquals(List.of(0, 4), outputs.stream().map(OutputSpec::first).toList());
    assertEquals(List.of(0, 1), outputs.stream().map(OutputSpec::firstTarget).toList());
    assertEquals(List.of(1f, 0.3f), outputs.stream().map(OutputSpec::weight).toList());
    assertEquals(5, trainer().outputSize());
    assertEquals(2, trainer().targetSize());
    assertEquals(4, outputs.getFirst().labelSpec().orElseThrow().classes());
  }

  @Test
  void theLossIsTheWeightedSum() {
    try (Trainer<Weights> trainer = trainer()) {
      Batch batch = filled(trainer, 20);
      trainer.computeGradients(batch);
      float quarter = trainer.loss("quarter");
      float distance = trainer.loss("distance");
      assertEquals(quarter + 0.3f * distance, trainer.loss(), 1e-6);
      float[] rows = trainer.outputs();
      double cross = 0;
      double squares = 0;
      int right = 0;
      for (int n = 0; n < 20; n++) {
        double sum = 0;
        for (int c = 0; c < 4; c++) {
          sum += Math.exp(rows[5 * n + c]);
        }
        int label = (int) batch.targets()[2 * n];
        cross += Math.log(sum) - rows[5 * n + label];
        squares += Math.pow(rows[5 * n + 4] - batch.targets()[2 * n + 1], 2);
        right += trainer.outputSpecs().getFirst().classify(rows, 5 * n) == label ? 1 : 0;
      }
      assertEquals(cross / 20, quarter, 1e-5);
      assertEquals(squares / 20, distance, 1e-5);
      assertEquals(right, trainer.correct("quarter"));
      assertEquals(0, trainer.correct());
      assertThrows(IllegalArgumentException.class, () -> trainer.loss("trunk"));
    }
  }

  /** Two batches of one step are as one of all their samples. */
  @Test
  void batchesAreAddedUp() {
    try (Trainer<Weights> trainer = trainer()) {
      trainer.computeGradients(filled(trainer, 30));
      float quarter = trainer.loss("quarter");
      float[] gradient = trainer.gradient("trunk.dense.weight");
      int[] order = IntStream.range(0, SAMPLES).toArray();
      Batch batch = trainer.newBatch();
      data.fill(batch, order, 0, 10);
      trainer.computeGradients(batch);
      data.fill(batch, order, 10, 20);
      trainer.addGradients(batch);
      assertEquals(quarter, trainer.loss("quarter"), 1e-5);
      assertArrayEquals(gradient, trainer.gradient("trunk.dense.weight"), 1e-5f);
    }
  }

  private static Batch filled(Trainer<Weights> trainer, int samples) {
    Batch batch = trainer.newBatch();
    int[] order = IntStream.range(0, samples).toArray();
    data.fill(batch, order, 0, samples);
    return batch;
  }

  @Test
  void trainingMakesBothBetter() {
    TrainingRun<Weights> run =
        Training.of(trainer())
            .data(data)
            .validation(data)
            .optimizer(Adam.withLearningRate(0.02))
            .epochs(60)
            .threads(1)
            .fit();
    InferenceNetwork network = model.network(run.bestWeights(), CodePath.PLAIN);
    int right = 0;
    double squares = 0;
    for (int n = 0; n < SAMPLES; n++) {
      float[] row = network.predict(data.input(n));
      float[] probabilities = network.output("quarter").of(row);
      assertEquals(
          1, probabilities[0] + probabilities[1] + probabilities[2] + probabilities[3], 1e-5);
      right += network.output("quarter").classify(row, 0) == (int) data.targets(n)[0] ? 1 : 0;
      squares += Math.pow(network.output("distance").of(row)[0] - data.targets(n)[1], 2);
    }
    assertTrue(right > 0.9 * SAMPLES, right + " of " + SAMPLES);
    assertTrue(squares / SAMPLES < 0.02, () -> "mean square");
    assertThrows(IllegalStateException.class, () -> network.classify(data.input(0), 0));
    assertThrows(IllegalArgumentException.class, () -> network.output("trunk"));
  }

  @Test
  void aStepAllocatesNothing() {
    try (Trainer<Weights> trainer = trainer()) {
      Batch batch = filled(trainer, 32);
      assertEquals(0, Allocations.least(() -> trainer.step(batch)));
    }
  }

  @Test
  void anEvaluationHasTheLossOfTraining() {
    try (Trainer<Weights> trainer = trainer()) {
      trainer.initialize(5);
      trainer.computeGradients(filled(trainer, 32));
      InferenceNetwork network = model.network(trainer.weights(), CodePath.PLAIN);
      Evaluation evaluation = Evaluation.of(network, data.slice(0, 32));
      assertEquals(trainer.loss(), evaluation.loss(), 1e-5);
      assertTrue(Double.isNaN(evaluation.accuracy()));
    }
  }

  @Test
  void wrongAnswersAreRefused() {
    try (Trainer<Weights> trainer = trainer()) {
      Batch batch = filled(trainer, 3);
      batch.targets()[2] = 4;
      assertMessage("4.0 of output quarter, sample 1", () -> trainer.step(batch));
      batch.targets()[2] = 1.5f;
      assertMessage("labels 0 to 3", () -> trainer.step(batch));
      Batch other = Batch.withTargets(3, 2, 5);
      other.size(3);
      assertMessage("needs 2 targets", () -> trainer.step(other));
    }
    List<OutputSpec> outputs = trainer().outputSpecs();
    TargetColumns columns = TargetColumns.of(outputs, 2).labels("quarter", 1, 2);
    assertMessage("takes labels", () -> columns.numbers("quarter", 1, 2));
    assertMessage("takes numbers", () -> columns.labels("distance", 1, 2));
    assertMessage("no output size", () -> columns.numbers("size", 1, 2));
    assertMessage(
        "1 answers for each of 2 samples, but there are 3",
        () -> columns.numbers("distance", 1, 2, 3));
    IllegalStateException missing = assertThrows(IllegalStateException.class, columns::rows);
    assertTrue(missing.getMessage().contains("[distance]"), missing.getMessage());
  }

  private static void assertMessage(String part, Executable action) {
    String message = assertThrows(IllegalArgumentException.class, action).getMessage();
    assertTrue(message.contains(part), message);
  }
}
