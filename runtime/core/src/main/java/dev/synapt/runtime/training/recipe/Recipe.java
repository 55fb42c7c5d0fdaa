package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.TrainerState;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.training.Evaluation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Checks that find most mistakes before a long training does (after Karpathy, "A Recipe for Training
 * Neural Networks", 2019). Each starts from the trainer's state when the recipe was made, and leaves
 * it as it was, bit for bit.
 *
 * <pre>{@code
 * try (var trainer = new LeNet5Trainer()) {
 *   new Recipe<>(trainer, train).run().forEach(System.out::println);
 * }
 * }</pre>
 *
 * @param <W> the weights of the network
 */
public final class Recipe<W extends Weights> {

  private static final int SAMPLES = 8;
  private static final int OVERFITTING_STEPS = 1000;
  private static final int COMPARED_STEPS = 200;
  private static final double OVERFITTED_LOSS = 1e-2;

  /** Logits of common initialisations spread a little, which costs about this much. */
  private static final double INITIAL_LOSS_TOLERANCE = 0.25;

  private final Trainer<W> trainer;
  private final Dataset data;
  private final TrainerState start;

  /**
   * A recipe.
   *
   * @param trainer with its optimizer and, if the data needs one, its normaliser; freshly
   *     initialised
   * @param data the training data, at least two samples
   */
  public Recipe(Trainer<W> trainer, Dataset data) {
    if (data.size() < 2) {
      throw new IllegalArgumentException("the checks need two samples, not " + data.size());
    }
    this.trainer = trainer;
    this.data = data;
    this.start = trainer.state();
  }

  /**
   * Makes all checks.
   *
   * @return what they found, in the order in which to read it
   */
  public List<Finding> run() {
    return List.of(initialLoss(), noLeakage(), overfitsOneBatch(), inputMatters());
  }

  /**
   * Before training no class is known to be likelier, so that the loss should be {@code -ln(1 /
   * classes)}: within a quarter. A larger one means that the last layer begins with too large
   * weights, or that the inputs are not normalised.
   *
   * @return skipped without labels
   */
  public Finding initialLoss() {
    String check = "initial loss";
    if (!trainer.hasClasses()) {
      return Finding.skipped(check, "the network predicts numbers, not classes");
    }
    double expected = Math.log(trainer.outputSize());
    double loss = restoring(this::meanLoss);
    return Finding.of(
        check,
        Math.abs(loss - expected) <= INITIAL_LOSS_TOLERANCE * expected,
        text("%.4f, and -ln(1/%d) is %.4f", loss, trainer.outputSize(), expected));
  }

  private double meanLoss() {
    SampleStream samples = new SampleStream(trainer, data, 1);
    double sum = 0;
    int seen = 0;
    while (seen < Math.min(data.size(), 8 * trainer.batchSize())) {
      Batch batch = samples.next();
      trainer.computeGradients(batch);
      sum += trainer.sumsLosses() ? trainer.loss() : (double) trainer.loss() * batch.size();
      seen += batch.size();
    }
    return sum / seen;
  }

  /**
   * What the network makes of a sample must not depend on the others of its batch, bit for bit. Where
   * batch norm mixes samples while training, as it should, predictions are looked at.
   *
   * @return passed if no output of another sample changed
   */
  public Finding noLeakage() {
    String check = "no leakage";
    boolean mixing = trainer.weights().tensors().stream().anyMatch(t -> t.name().endsWith(".running_mean"));
    int count = Math.min(Math.min(SAMPLES, trainer.batchSize()), data.size());
    float[] before = restoring(() -> outputs(count, false, mixing));
    float[] after = restoring(() -> outputs(count, true, mixing));
    int size = trainer.outputSize();
    int others = (count - 1) * size;
    boolean same = Arrays.equals(before, 0, others, after, 0, others);
    return Finding.of(
        check,
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
    trainer.network(trainer.weights()).predictBatch(batch.inputs(), count, outputs);
    return outputs;
  }

  /** Another token from the other end of the vocabulary, or another number. */
  private float other(float input) {
    OptionalInt vocabulary = trainer.vocabulary();
    return vocabulary.isPresent() ? vocabulary.getAsInt() - 1 - input : 1 - 2 * input;
  }

  /**
   * A network that cannot learn a handful of samples by heart cannot learn at all: {@value #SAMPLES}
   * samples (fewer if the data or the batch has fewer), {@value #OVERFITTING_STEPS} steps.
   *
   * @return passed if all samples are classified correctly, or if the loss of targets is below 1 %
   *     of that before
   */
  public Finding overfitsOneBatch() {
    int count = Math.min(Math.min(SAMPLES, trainer.batchSize()), data.size());
    Dataset few = data.slice(0, count);
    double before = restoring(() -> evaluate(few).loss());
    Evaluation after =
        restoring(
            () -> {
              train(few, OVERFITTING_STEPS, false);
              return evaluate(few);
            });
    boolean learned =
        trainer.hasClasses()
            ? after.accuracy() == 1
            : after.loss() < OVERFITTED_LOSS * before;
    return Finding.of(
        "overfits a batch",
        learned,
        text(
            "%d samples, %d steps: loss %.4g -> %.4g%s",
            count,
            OVERFITTING_STEPS,
            before,
            after.loss(),
            trainer.hasClasses() ? text(", accuracy %.0f %%", 100 * after.accuracy()) : ""));
  }

  /**
   * The same training on samples that are all zero must do worse: otherwise the network does not look
   * at its input.
   *
   * @return passed if the real samples give a lower loss after {@value #COMPARED_STEPS} steps
   */
  public Finding inputMatters() {
    double real = restoring(() -> trainedLoss(false));
    double blank = restoring(() -> trainedLoss(true));
    Baselines baselines = Baselines.of(data, data);
    return Finding.of(
        "input matters",
        real < blank,
        text(
            "loss %.4g after %d steps, %.4g with all inputs 0, %.4g always giving the same answer",
            real, COMPARED_STEPS, blank, baselines.loss()));
  }

  private double trainedLoss(boolean blank) {
    train(data, COMPARED_STEPS, blank);
    SampleStream samples = new SampleStream(trainer, data, 2);
    Batch batch = blanked(samples.next(), blank);
    trainer.computeGradients(batch);
    return trainer.sumsLosses() ? trainer.loss() / batch.size() : trainer.loss();
  }

  private void train(Dataset samples, int steps, boolean blank) {
    SampleStream stream = new SampleStream(trainer, samples, 1);
    for (int step = 0; step < steps; step++) {
      trainer.step(blanked(stream.next(), blank));
    }
  }

  private static Batch blanked(Batch batch, boolean blank) {
    if (blank) {
      Arrays.fill(batch.inputs(), 0f);
    }
    return batch;
  }

  private Evaluation evaluate(Dataset samples) {
    InferenceNetwork network = trainer.network(trainer.weights());
    return Evaluation.of(network, samples);
  }

  private interface Check<T> {
    T run();
  }

  private <T> T restoring(Check<T> check) {
    trainer.restore(start);
    try {
      return check.run();
    } finally {
      trainer.restore(start);
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
