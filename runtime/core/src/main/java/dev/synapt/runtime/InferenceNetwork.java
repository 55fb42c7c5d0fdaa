package dev.synapt.runtime;

import dev.synapt.runtime.kernel.BatchCode;
import dev.synapt.runtime.kernel.InferenceCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Predicts. The base of every generated network; holds nothing that training needs.
 *
 * <p>Runs on the caller's thread. An instance is for one thread at a time; {@code share()} of the
 * generated class makes others that use the same weights.
 */
public abstract class InferenceNetwork {

  /**
   * A slice of 16 samples of an MLP or of LeNet-5 costs about as much as 8 or 9 single ones (Zen 3,
   * AVX2).
   */
  private static final int WORTH_A_BATCH = 8;

  /**
   * Layers whose code is called once for each prediction are compiled after some hundred calls, the
   * last by 1,750.
   */
  private static final int WARM_UP_CALLS = 2_000;

  private static final Duration WARM_UP_TIME = Duration.ofSeconds(3);

  /**
   * So many predictions of a process that has just started run plain code, which gives the same
   * bits: there the Vector API is interpreted, and makes an object of each vector. The first
   * prediction then comes after a half to a third of the time, and twenty take a quarter (MLP) to a
   * half of it (ResNet-20); what goes on predicting starts vector code then, and has lost 20 to 700
   * ms (DECISIONS.md of the processor).
   */
  private static final int PLAIN_PREDICTIONS = 20;

  private final PackedWeights packed;
  private final int inputSize;
  private final int outputSize;
  private final List<String> labels;
  private final PredictionLoss loss;
  private final List<OutputSpec> outputSpecs;
  private final float[] scores;
  private final Normalizer normalizer;
  private InferenceCode code;
  private CodePath path = CodePath.PLAIN;
  private boolean startsPlain;
  private int plainPredictions = PLAIN_PREDICTIONS;
  private float[] normalized;
  private BatchCode batch;

  /**
   * Called by generated code: a network with weights of its own.
   *
   * @param code the plain code of one prediction
   * @param weights copied
   * @param inputSize floats of a sample
   * @param outputSize floats of a result
   * @param labels names of the classes, or none
   * @param loss that it is trained with
   */
  protected InferenceNetwork(
      InferenceCode code,
      Weights weights,
      int inputSize,
      int outputSize,
      List<String> labels,
      PredictionLoss loss) {
    this(code, weights, inputSize, outputSize, labels, loss, List.of());
  }

  /**
   * Called by generated code with several outputs: a network with weights of its own.
   *
   * @param code the plain code of one prediction
   * @param weights copied
   * @param inputSize floats of a sample
   * @param losses those that the outputs are trained with
   * @param outputs in the order of the rows of results
   */
  protected InferenceNetwork(
      InferenceCode code,
      Weights weights,
      int inputSize,
      List<PredictionLoss> losses,
      List<OutputSpec> outputs) {
    this(
        code,
        weights,
        inputSize,
        outputs.stream().mapToInt(OutputSpec::size).sum(),
        List.of(),
        PredictionLoss.ofOutputs(losses, outputs),
        outputs);
  }

  private InferenceNetwork(
      InferenceCode code,
      Weights weights,
      int inputSize,
      int outputSize,
      List<String> labels,
      PredictionLoss loss,
      List<OutputSpec> outputSpecs) {
    this.outputSpecs = List.copyOf(outputSpecs);
    this.code = code;
    this.loss = loss;
    this.inputSize = inputSize;
    this.outputSize = outputSize;
    this.labels = labels;
    this.scores = new float[outputSize];
    this.normalizer = weights.normalizer().orElse(null);
    this.normalized = new float[normalizer == null ? 0 : inputSize];
    if (normalizer != null) {
      TokenIds.requireNone(code.vocabulary());
      normalizer.requireFits(inputSize);
    }
    this.packed = new PackedWeights(weights, code);
  }

  /**
   * Called by generated code: a network with the weights of another.
   *
   * @param other shares its weights
   */
  protected InferenceNetwork(InferenceNetwork other) {
    this.code = other.code.share();
    this.path = other.path;
    this.startsPlain = other.startsPlain;
    this.plainPredictions = other.plainPredictions;
    this.packed = other.packed;
    this.inputSize = other.inputSize;
    this.outputSize = other.outputSize;
    this.labels = other.labels;
    this.loss = other.loss;
    this.outputSpecs = other.outputSpecs;
    this.scores = new float[outputSize];
    this.normalizer = other.normalizer;
    this.normalized = new float[normalizer == null ? 0 : inputSize];
  }

  /**
   * Called by generated code: plain code for the first predictions, then the path that is best
   * here.
   */
  protected final void startPlain() {
    startsPlain = CodePath.mayStartPlain();
    if (!startsPlain) {
      runOn(CodePath.best());
    }
  }

  /**
   * Called by generated code: all predictions run on this path from now on.
   *
   * @param path one that this JVM can run
   */
  protected final void runOn(CodePath path) {
    this.path = path;
    startsPlain = false;
    code = code(path, code);
  }

  /**
   * The code of a path. Generated networks, which have vector code, override this.
   *
   * @param path one that this JVM can run
   * @param plain plain code
   * @return code that takes over the arrays of the plain code, or the plain code itself
   */
  protected InferenceCode code(CodePath path, InferenceCode plain) {
    return plain;
  }

  private void endPlainStart() {
    if (startsPlain) {
      runOn(CodePath.best());
    }
  }

  /** The path of the last prediction of one sample. */
  public final CodePath path() {
    return path;
  }

  /** Floats of a sample, row-major and channels first. */
  public final int inputSize() {
    return inputSize;
  }

  /** How many tokens the inputs are ids of; empty when inputs are numbers. */
  public final OptionalInt vocabulary() {
    return TokenIds.counted(code.vocabulary());
  }

  /** Floats of a result, of all outputs. */
  public final int outputSize() {
    return outputSize;
  }

  /** Targets of a sample where the answers are numbers: of several outputs those of all of them. */
  public final int targetSize() {
    return outputSpecs.isEmpty()
        ? outputSize
        : outputSpecs.stream().mapToInt(OutputSpec::targetSize).sum();
  }

  /**
   * The outputs of a network with several: where each one's results are in a row.
   *
   * @return in the order of the rows; empty for a network with one output
   */
  public final List<OutputSpec> outputSpecs() {
    return outputSpecs;
  }

  /**
   * One of several outputs.
   *
   * @param name the field of the model
   * @throws IllegalArgumentException if there is no such output
   */
  public final OutputSpec output(String name) {
    return outputSpecs.stream()
        .filter(output -> output.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no output \""
                    + name
                    + "\" among "
                    + outputSpecs.stream().map(OutputSpec::name).toList()));
  }

  /**
   * Names of the classes.
   *
   * @return empty when the network gives none
   */
  public final List<String> labels() {
    return labels;
  }

  /** The loss that the network is trained with, of its predictions. */
  public final PredictionLoss loss() {
    return loss;
  }

  /**
   * Predicts one sample: probabilities when the loss is cross entropy, else the output's values.
   * Allocates nothing. The sample is raw: the normaliser of the weights is applied first. Token ids
   * that are none are an {@link IllegalArgumentException} with the position and the value.
   *
   * @param x holds the sample, row-major and channels first
   * @param xOffset where it starts
   * @param y takes the result
   * @param yOffset where it goes
   */
  public final void predict(float[] x, int xOffset, float[] y, int yOffset) {
    checkInputs(x, xOffset, 1);
    checkRange("y", y, yOffset, outputSize);
    predictChecked(x, xOffset, y, yOffset);
  }

  private void predictChecked(float[] x, int xOffset, float[] y, int yOffset) {
    if (startsPlain && --plainPredictions < 0) {
      runOn(CodePath.best());
    }
    if (normalizer == null) {
      code.predict(x, xOffset, y, yOffset);
    } else {
      normalizer.apply(x, xOffset, normalized, 1, inputSize);
      code.predict(normalized, 0, y, yOffset);
    }
  }

  /**
   * Predicts one sample.
   *
   * @param x the sample
   * @return the result, a new array
   */
  public final float[] predict(float[] x) {
    float[] y = new float[outputSize];
    predict(x, 0, y, 0);
    return y;
  }

  /**
   * Predicts several samples: what {@link #predict(float[], int, float[], int)} gives for each, up
   * to rounding. From {@value #WORTH_A_BATCH} samples on they are computed side by side, which
   * takes memory of its own from the first such call on; later calls allocate nothing.
   *
   * @param x samples, one after another
   * @param count how many
   * @param y takes the results, one after another
   */
  public final void predictBatch(float[] x, int count, float[] y) {
    checkInputs(x, 0, count);
    checkRange("y", y, 0, Math.multiplyExact(count, outputSize));
    if (count < WORTH_A_BATCH) {
      for (int n = 0; n < count; n++) {
        predictChecked(x, n * inputSize, y, n * outputSize);
      }
      return;
    }
    BatchCode many = batch();
    for (int n = 0; n < count; n += many.capacity()) {
      predictChunk(many, x, n, Math.min(many.capacity(), count - n), y);
    }
  }

  private void predictChunk(BatchCode many, float[] x, int from, int count, float[] y) {
    if (normalizer == null) {
      many.predict(x, from * inputSize, count, y, from * outputSize);
    } else {
      normalizer.apply(x, from * inputSize, normalized, count, inputSize);
      many.predict(normalized, 0, count, y, from * outputSize);
    }
  }

  private BatchCode batch() {
    if (batch == null) {
      endPlainStart();
      batch = packed.batch(code);
      if (normalizer != null) {
        normalized = new float[Math.multiplyExact(batch.capacity(), inputSize)];
      }
    }
    return batch;
  }

  /**
   * Predicts zeros until the compiler has most likely done its work: {@value #WARM_UP_CALLS} times,
   * but for no longer than three seconds. The first predictions of a process take some hundred
   * times as long as later ones; a server calls this before it takes requests. A program that
   * predicts only a few samples is done sooner without it.
   */
  public final void warmUp() {
    endPlainStart();
    float[] zeros = new float[inputSize];
    long end = System.nanoTime() + WARM_UP_TIME.toNanos();
    for (int i = 0; i < WARM_UP_CALLS && System.nanoTime() < end; i++) {
      predict(zeros, 0, scores, 0);
    }
  }

  /**
   * The class of one sample: the position of the largest entry of its result, the first of equals.
   * Allocates nothing.
   *
   * @param x holds the sample
   * @param xOffset where it starts
   * @throws IllegalStateException if there are several outputs; then {@link OutputSpec#classify}
   *     does it
   */
  public final int classify(float[] x, int xOffset) {
    if (!outputSpecs.isEmpty()) {
      throw new IllegalStateException(
          "there are several outputs; predict, and let output(name).classify find the class");
    }
    predict(x, xOffset, scores, 0);
    int best = 0;
    for (int i = 1; i < outputSize; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }

  /**
   * What leaves each layer when a sample passes through: of a field with several stages what leaves
   * the last of them, or the last before an image becomes a vector. For looking into a network;
   * predicting does not become slower by it.
   *
   * @param x a raw sample
   * @return copies by name, as {@code fc1.relu}, in the order of the layers; each row-major and
   *     channels first
   */
  public final Map<String, float[]> activations(float[] x) {
    checkInputs(x, 0, 1);
    float[] sample = x;
    if (normalizer != null) {
      normalizer.apply(x, 0, normalized, 1, inputSize);
      sample = normalized;
    }
    Map<String, float[]> activations = new LinkedHashMap<>();
    code.activations(
        sample,
        0,
        (layout, values) -> {
          float[] copy = new float[layout.size()];
          layout.unpack(values, copy, 0);
          activations.put(layout.name(), copy);
        });
    return activations;
  }

  /**
   * Bytes of the packed weights and of this instance's memory, as the summary has them: those of
   * one prediction, and what {@link #predictBatch} adds once it has computed samples side by side.
   * For short arrays see {@link dev.synapt.runtime.kernel.AlignedFloats}; a normaliser's copy of
   * the samples is not counted.
   */
  public final long arenaBytes() {
    long floats = (long) code.weightFloats() + code.valueFloats();
    if (batch != null) {
      floats += batch.valueFloats() + (batch.reads(code.weights()) ? 0 : batch.weightFloats());
    }
    return Float.BYTES * floats;
  }

  private void checkInputs(float[] x, int from, int samples) {
    checkRange("x", x, from, Math.multiplyExact(samples, inputSize));
    TokenIds.require(x, from, samples, inputSize, code.vocabulary());
  }

  private static void checkRange(String name, float[] array, int from, int length) {
    if (from < 0 || length < 0 || array.length - from < length) {
      throw new IllegalArgumentException(
          "%s must hold %d floats from %d, but has %d".formatted(name, length, from, array.length));
    }
  }
}
