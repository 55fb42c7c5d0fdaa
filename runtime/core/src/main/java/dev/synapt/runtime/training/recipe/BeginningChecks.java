package dev.synapt.runtime.training.recipe;

import static dev.synapt.runtime.training.recipe.RestoredTrainer.text;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.data.Dataset;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Checks of the network as it begins, before anything is learned. */
final class BeginningChecks {

  private static final int BATCHES = 8;
  private static final int SAMPLES = 8;

  /** Logits of common initialisations spread a little, which costs about this much. */
  private static final double INITIAL_LOSS_TOLERANCE = 0.25;

  private final RestoredTrainer<?> restored;
  private final Trainer<?> trainer;
  private final Dataset data;

  BeginningChecks(RestoredTrainer<?> restored, Dataset data) {
    this.restored = restored;
    this.trainer = restored.trainer();
    this.data = data;
  }

  Finding initialLoss() {
    String check = "initial loss";
    if (!trainer.hasClasses()) {
      return Finding.skipped(check, "the network predicts numbers, not classes");
    }
    int classes = trainer.outputSize() / restored.positions();
    double expected = Math.log(classes);
    double loss = restored.run(this::meanLoss);
    return Finding.of(
        check,
        Math.abs(loss - expected) <= INITIAL_LOSS_TOLERANCE * expected,
        text("%.4f, and -ln(1/%d) is %.4f", loss, classes, expected));
  }

  private double meanLoss() {
    SampleStream samples = new SampleStream(trainer, data, 1);
    int labels = trainer.sumsLosses() ? restored.positions() : 1;
    double sum = 0;
    int seen = 0;
    while (seen < Math.min(data.size(), BATCHES * trainer.batchSize())) {
      Batch batch = samples.next();
      trainer.computeGradients(batch);
      sum += restored.meanLoss(batch) * batch.size() / labels;
      seen += batch.size();
    }
    return sum / seen;
  }

  Finding noLeakage() {
    boolean mixing =
        trainer.weights().tensors().stream().anyMatch(t -> t.name().endsWith(".running_mean"));
    int count = Math.min(Math.min(SAMPLES, trainer.batchSize()), data.size());
    float[] before = restored.run(() -> outputs(count, false, mixing));
    float[] after = restored.run(() -> outputs(count, true, mixing));
    int others = (count - 1) * trainer.outputSize();
    boolean same = Arrays.equals(before, 0, others, after, 0, others);
    return Finding.of(
        "no leakage",
        same,
        text(
            "another last sample of %d %s the outputs of the others%s",
            count,
            same ? "does not change" : "changes",
            mixing ? " (predictions; batch norm mixes samples while training)" : ""));
  }

  private float[] outputs(int count, boolean otherLast, boolean predict) {
    Batch batch = trainer.newBatch();
    data.fill(batch, IntStream.range(0, count).toArray(), 0, count);
    if (otherLast) {
      int size = batch.inputSize();
      for (int i = (count - 1) * size; i < count * size; i++) {
        batch.inputs()[i] = other(batch.inputs()[i]);
      }
    }
    if (!predict) {
      trainer.computeGradients(batch);
      return trainer.outputs();
    }
    float[] outputs = new float[count * trainer.outputSize()];
    restored.network().predictBatch(batch.inputs(), count, outputs);
    return outputs;
  }

  /** Another token from the other end of the vocabulary, or another number. */
  private float other(float input) {
    OptionalInt vocabulary = trainer.vocabulary();
    return vocabulary.isPresent() ? vocabulary.getAsInt() - 1 - input : 1 - 2 * input;
  }
}
