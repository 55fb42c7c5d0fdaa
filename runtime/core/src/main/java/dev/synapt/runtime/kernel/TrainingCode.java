package dev.synapt.runtime.kernel;

import dev.synapt.runtime.random.CounterRandom;
import java.util.Arrays;
import java.util.List;

/**
 * The base of the generated code of a training step: the arrays that it works on. The work is cut
 * into phases; within a phase threads do not depend on each other, between phases all wait.
 *
 * <p>A batch is cut into slices of 16 samples. Whatever is summed over samples is summed within a
 * slice first, then over the slices in order, so that results do not depend on how slices are
 * divided among threads.
 */
public abstract class TrainingCode extends SliceCode {

  /** The gradient of each trained weight, at the same place. */
  protected final float[] gradients;

  /** The loss of each slice, already scaled; of several outputs one behind the other. */
  protected final double[] losses;

  /** How many samples of each slice are classified rightly; of several outputs as the losses. */
  protected final int[] correct;

  /** The labels of the current batch, if the loss is over classes. */
  protected int[] labels;

  /**
   * The targets of the current batch, {@code [samples][outputSize]}, if the loss is not over
   * classes.
   */
  protected float[] targets;

  private final int trainedFloats;
  private final int gradientFloats;
  private final int outputs;
  private long stepKey;

  /**
   * Allocates everything that a step needs.
   *
   * @param batch the most samples of a batch
   * @param trainedFloats how much of the weights is trained
   * @param weightFloats the floats of the weights
   * @param valueFloats the floats of the values
   */
  protected TrainingCode(int batch, int trainedFloats, int weightFloats, int valueFloats) {
    this(batch, trainedFloats, weightFloats, valueFloats, trainedFloats, 1);
  }

  /**
   * Allocates everything that a step needs, of a network that has some weights twice or several
   * outputs.
   *
   * @param batch the most samples of a batch
   * @param trainedFloats how much of the weights is trained
   * @param weightFloats the floats of the weights
   * @param valueFloats the floats of the values
   * @param gradientFloats the floats of the gradients; behind those of the weights are parts of
   *     them
   * @param outputs how many losses there are
   */
  protected TrainingCode(
      int batch,
      int trainedFloats,
      int weightFloats,
      int valueFloats,
      int gradientFloats,
      int outputs) {
    super(AlignedFloats.allocate(weightFloats), weightFloats, valueFloats);
    int most = slices(batch);
    this.gradients = AlignedFloats.allocate(gradientFloats);
    this.gradientFloats = gradientFloats;
    this.trainedFloats = trainedFloats;
    this.losses = new double[most * outputs];
    this.correct = new int[most * outputs];
    this.outputs = outputs;
  }

  /**
   * The number of phases from a batch to its gradients.
   *
   * @return at least 1
   */
  public abstract int phases();

  /**
   * Does one worker's part of a phase.
   *
   * @param phase from 0
   * @param worker from 0
   * @param workers how many there are
   */
  public abstract void phase(int phase, int worker, int workers);

  /**
   * Copies the gradient of the current batch's loss by its samples. Code that computes it overrides
   * this.
   *
   * @param rows takes it, {@code [samples][inputSize]} in the order of the inputs
   * @param first where the first sample's goes
   * @throws IllegalStateException if the code does not compute it
   */
  public void inputGradient(float[] rows, int first) {
    throw new IllegalStateException(
        vocabulary() > 0
            ? "token ids have no gradient"
            : "this trainer does not compute the gradient by its input;"
                + " compile the network with the option -Asynapt.inputGradient=true");
  }

  /**
   * Whether the loss of a batch is the sum over its samples and not the mean. Code of such a loss
   * overrides this.
   *
   * @return false unless overridden
   */
  public boolean sumsLosses() {
    return false;
  }

  /**
   * How many tokens the inputs are ids of. Code that looks tokens up overrides this.
   *
   * @return 0 when inputs are numbers
   */
  public int vocabulary() {
    return 0;
  }

  /**
   * Whether a step is over sooner than a second thread has begun with its part. Code of small
   * networks overrides this.
   *
   * @return false unless overridden
   */
  public boolean isSmall() {
    return false;
  }

  /**
   * Makes a batch the current one.
   *
   * @param batchInputs its samples
   * @param batchLabels their labels, if the loss is over classes
   * @param batchTargets their targets, if the loss is not over classes
   * @param batchSamples how many samples, at least 1
   * @param key the random stream of this step, for dropout
   */
  public final void start(
      float[] batchInputs, int[] batchLabels, float[] batchTargets, int batchSamples, long key) {
    samples(batchInputs, 0, batchSamples);
    labels = batchLabels;
    targets = batchTargets;
    stepKey = key;
  }

  /**
   * The loss of the current batch.
   *
   * @return the sum over the outputs, in their order
   */
  public final double loss() {
    double sum = 0;
    for (int output = 0; output < outputs; output++) {
      sum += loss(output);
    }
    return sum;
  }

  /**
   * The loss of the current batch by one output, with its weight.
   *
   * @param output from 0
   * @return the sum over the slices, in their order
   */
  public final double loss(int output) {
    double sum = 0;
    int first = losses.length / outputs * output;
    for (int slice = 0; slice < slices; slice++) {
      sum += losses[first + slice];
    }
    return sum;
  }

  /** How many losses there are. */
  public final int outputs() {
    return outputs;
  }

  /**
   * How many samples of the current batch are classified rightly by one output.
   *
   * @param output from 0
   * @return 0 for losses without classes
   */
  public final int correct(int output) {
    int sum = 0;
    int first = correct.length / outputs * output;
    for (int slice = 0; slice < slices; slice++) {
      sum += correct[first + slice];
    }
    return sum;
  }

  /**
   * The array of gradients.
   *
   * @return the array itself
   */
  public final float[] gradients() {
    return gradients;
  }

  /**
   * The floats of the trained weights, the first ones, and of the gradients by them.
   *
   * @return what was planned; the array may be longer, see {@link AlignedFloats}
   */
  public final int trainedFloats() {
    return trainedFloats;
  }

  /**
   * The floats of the gradients, parts of them included.
   *
   * @return what was planned; the array may be longer, see {@link AlignedFloats}
   */
  public final int gradientFloats() {
    return gradientFloats;
  }

  /**
   * Where the tensors that are trained lie.
   *
   * @return in the order of the weights
   */
  public final List<TensorLayout> trainedLayouts() {
    return Arrays.stream(layouts()).filter(layout -> layout.offset() < trainedFloats).toList();
  }

  /** The random stream of a dropout layer in this step. */
  protected final long dropoutKey(int layer) {
    return CounterRandom.key(stepKey, layer);
  }
}
