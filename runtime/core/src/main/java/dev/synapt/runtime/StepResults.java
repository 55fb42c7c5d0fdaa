package dev.synapt.runtime;

import dev.synapt.runtime.kernel.AlignedFloats;
import dev.synapt.runtime.kernel.TensorLayout;
import dev.synapt.runtime.kernel.TrainingCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The half of a trainer that changes nothing: what batches must be, and what the last step found
 * out.
 *
 * @param <W> the network's weights
 */
abstract class StepResults<W extends Weights> {

  final TrainingCode code;
  final Supplier<W> newWeights;
  final GradientSum gradientSum;
  final SeveralTargets several;
  private final Sizes sizes;
  private final Optional<LabelSpec> labels;

  /**
   * What does not change.
   *
   * @param batch the most samples of a batch
   * @param input floats of a sample
   * @param output logits or predictions of a sample
   */
  record Sizes(int batch, int input, int output) {}

  /** Of a network with one output, or with several, whose labels are among its targets. */
  StepResults(
      TrainingCode code,
      Supplier<W> newWeights,
      Sizes sizes,
      Optional<LabelSpec> labels,
      List<OutputSpec> outputs) {
    this.code = code;
    this.newWeights = newWeights;
    this.sizes = sizes;
    this.labels = labels;
    this.several = new SeveralTargets(outputs, sizes.batch());
    this.gradientSum = new GradientSum(code);
  }

  /** The most samples of a batch. */
  public final int batchSize() {
    return sizes.batch();
  }

  /** Floats of a sample, row-major and channels first. */
  public final int inputSize() {
    return sizes.input();
  }

  /** Logits or predictions of a sample, of all outputs. */
  public final int outputSize() {
    return sizes.output();
  }

  /**
   * The outputs of a network with several, whose batches have targets: the answers to all of them
   * back to back, see {@link OutputSpec}.
   *
   * @return in the order of the rows; empty for a network with one output
   */
  public final List<OutputSpec> outputSpecs() {
    return several.outputs();
  }

  /** Labels or targets of a sample, those of all outputs. */
  public final int targetSize() {
    if (!several.outputs().isEmpty()) {
      return several.columns();
    }
    return labels.map(LabelSpec::perSample).orElse(sizes.output());
  }

  /** Whether batches have labels (a loss over classes) and not targets. */
  public final boolean hasClasses() {
    return labels.isPresent();
  }

  /** How many tokens the inputs are ids of; empty when inputs are numbers. */
  public final OptionalInt vocabulary() {
    return TokenIds.counted(code.vocabulary());
  }

  /** What the labels of a batch must be; empty when batches have targets. */
  public final Optional<LabelSpec> labels() {
    return labels;
  }

  /**
   * An empty batch of the right sizes.
   *
   * @return a new batch
   */
  public final Batch newBatch() {
    return labels
        .map(spec -> Batch.withLabels(sizes.batch(), sizes.input(), spec.perSample()))
        .orElseGet(() -> Batch.withTargets(sizes.batch(), sizes.input(), targetSize()));
  }

  /**
   * The loss of the last batch, as the output's reduction says: the mean over the batch by default.
   * Of several outputs the sum of their losses, each times its weight.
   */
  public final float loss() {
    return (float) gradientSum.loss();
  }

  /**
   * The loss of the last batch by one of several outputs, before it is multiplied by its weight.
   *
   * @param output the name of the output
   * @throws IllegalArgumentException if there is no such output
   */
  public final float loss(String output) {
    int index = several.index(output);
    return (float) (gradientSum.loss(index) / several.outputs().get(index).weight());
  }

  /** Whether {@link #loss()} is the sum over the batch, not its mean. */
  public final boolean sumsLosses() {
    return code.sumsLosses();
  }

  /**
   * How many labels of the last batch, one or several a sample, were the largest logit; 0 without
   * classes, and for several outputs.
   */
  public final int correct() {
    return several.outputs().isEmpty() ? gradientSum.correct(0) : 0;
  }

  /**
   * How many labels of the last batch one of several outputs has as its largest logit; 0 without
   * classes.
   *
   * @param output the name of the output
   * @throws IllegalArgumentException if there is no such output
   */
  public final int correct(String output) {
    return gradientSum.correct(several.index(output));
  }

  /**
   * The gradient of the last batch's loss by a tensor.
   *
   * @param tensor the tensor's name, as in {@link Weights#tensor}
   * @return a copy, row-major in the tensor's shape
   * @throws IllegalArgumentException if there is no trained tensor of that name
   */
  public final float[] gradient(String tensor) {
    newWeights.get().tensor(tensor);
    for (TensorLayout layout : code.layouts()) {
      if (layout.name().equals(tensor) && layout.offset() < code.trainedFloats()) {
        float[] gradient = new float[layout.size()];
        layout.unpack(code.gradients(), gradient, 0);
        return gradient;
      }
    }
    throw new IllegalArgumentException(tensor + " is not trained, so it has no gradient");
  }

  /**
   * What the network made of the last batch, in training: logits for a loss over classes, else
   * predictions.
   *
   * @return a copy, {@code [samples][outputSize]} row-major; empty before the first batch
   */
  public final float[] outputs() {
    float[] rows = new float[code.samples() * sizes.output()];
    code.outputs(rows, 0);
    return rows;
  }

  /**
   * The gradient of the last batch's loss by its samples, for networks that are compiled with the
   * processor's option {@code -Asynapt.inputGradient=true}.
   *
   * @return a copy, {@code [samples][inputSize]} in the order of the inputs; empty before the first
   *     batch
   * @throws IllegalStateException if the network is compiled without that option
   */
  public final float[] inputGradient() {
    float[] rows = new float[code.samples() * sizes.input()];
    code.inputGradient(rows, 0);
    return rows;
  }

  /**
   * Bytes of weights, gradients and values, not of the optimizer; for short arrays see {@link
   * AlignedFloats}.
   */
  public final long arenaBytes() {
    return Float.BYTES * ((long) code.weightFloats() + code.gradientFloats() + code.valueFloats());
  }
}
