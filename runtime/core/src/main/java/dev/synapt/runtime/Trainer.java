package dev.synapt.runtime;

import dev.synapt.runtime.kernel.AlignedFloats;
import dev.synapt.runtime.kernel.TensorLayout;
import dev.synapt.runtime.kernel.TrainingCode;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.optimizer.Optimizer;
import dev.synapt.runtime.optimizer.TrainedTensor;
import dev.synapt.runtime.optimizer.WeightUpdate;
import dev.synapt.runtime.random.CounterRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Trains a network: forward, loss, backward, update. The base of every generated trainer.
 *
 * <p>The result does not depend on the number of threads nor on the {@link CodePath}: the same
 * seed, data and order give the same bits. A step allocates nothing. Not for use by several threads
 * at once.
 *
 * @param <W> the network's weights
 */
public abstract class Trainer<W extends Weights> extends StepResults<W> implements AutoCloseable {

  /** The rate that Kingma and Ba (2015) recommend for their optimizer, which is the default. */
  private static final float DEFAULT_LEARNING_RATE = 1e-3f;

  private final WorkerTeam.Task gradientTask = this::phase;
  private final WorkerTeam.Task updateTask = this::updatePhase;
  private final WorkerTeam.Task refreshTask;
  private final NormalizedInputs normalized = new NormalizedInputs();
  private WorkerTeam team;
  private final LargestGradient largest;
  private Optimizer optimizer = Adam.withLearningRate(DEFAULT_LEARNING_RATE);
  private float[][] state = new float[0][];
  private WeightUpdate update;
  private float learningRate = DEFAULT_LEARNING_RATE;
  private double momentum;
  private long dropoutKey;
  private long passes;
  private long updates;
  private int phase;

  /**
   * Called by generated code.
   *
   * @param code the step's code
   * @param newWeights makes weights of this network, all zero
   * @param batchSize the most samples of a batch
   * @param inputSize floats of a sample
   * @param outputSize logits or predictions of a sample
   * @param classes whether the loss is over classes, so that batches have labels and not targets
   */
  protected Trainer(
      TrainingCode code,
      Supplier<W> newWeights,
      int batchSize,
      int inputSize,
      int outputSize,
      boolean classes) {
    this(
        code,
        newWeights,
        batchSize,
        inputSize,
        outputSize,
        Optional.of(new LabelSpec(1, outputSize, OptionalInt.empty())).filter(spec -> classes));
  }

  /**
   * Called by generated code whose labels are not one of {@code outputSize} classes for each
   * sample.
   *
   * @param code the step's code
   * @param newWeights makes weights of this network, all zero
   * @param batchSize the most samples of a batch
   * @param inputSize floats of a sample
   * @param outputSize logits or predictions of a sample
   * @param labels what the labels of a batch must be; empty when batches have targets
   */
  @SuppressWarnings("this-escape") // the code that is called does not know its trainer
  protected Trainer(
      TrainingCode code,
      Supplier<W> newWeights,
      int batchSize,
      int inputSize,
      int outputSize,
      Optional<LabelSpec> labels) {
    this(code, newWeights, batchSize, inputSize, outputSize, labels, List.of());
  }

  /**
   * Called by generated code with several outputs.
   *
   * @param code the step's code
   * @param newWeights makes weights of this network, all zero
   * @param batchSize the most samples of a batch
   * @param inputSize floats of a sample
   * @param outputs in the order of the rows of results and answers
   */
  @SuppressWarnings("this-escape") // the code that is called does not know its trainer
  protected Trainer(
      TrainingCode code,
      Supplier<W> newWeights,
      int batchSize,
      int inputSize,
      List<OutputSpec> outputs) {
    this(
        code,
        newWeights,
        batchSize,
        inputSize,
        outputs.stream().mapToInt(OutputSpec::size).sum(),
        Optional.empty(),
        outputs);
  }

  private Trainer(
      TrainingCode code,
      Supplier<W> newWeights,
      int batchSize,
      int inputSize,
      int outputSize,
      Optional<LabelSpec> labels,
      List<OutputSpec> outputSpecs) {
    super(code, newWeights, new Sizes(batchSize, inputSize, outputSize), labels, outputSpecs);
    this.refreshTask = code::refresh;
    this.largest = new LargestGradient(code);
    this.team = new WorkerTeam(Runtime.getRuntime().availableProcessors(), code.isSmall());
    optimizer(optimizer);
    initialize(0);
  }

  /**
   * A network that predicts with the given weights.
   *
   * @param weights copied
   * @return a new network
   */
  public abstract InferenceNetwork network(W weights);

  /**
   * Sets how many threads a step uses, the caller's among them. All cores by default; steps that
   * are too small to divide stay on the caller's thread.
   *
   * @param threads at least 1
   */
  public final void threads(int threads) {
    WorkerTeam former = team;
    team = new WorkerTeam(threads, code.isSmall());
    former.close();
  }

  /** How many threads a step uses. */
  public final int threads() {
    return team.workers();
  }

  /**
   * Sets the update rule, and its learning rate and momentum as the current ones. What the former
   * rule remembered is dropped.
   *
   * @param newOptimizer Adam with learning rate 0.001 by default
   * @throws IllegalArgumentException if it has a group of settings for layers that this network
   *     does not have
   */
  public final void optimizer(Optimizer newOptimizer) {
    float[][] newState = AlignedFloats.allocate(newOptimizer.stateSlots(), code.trainedFloats());
    List<TrainedTensor> tensors = TrainedTensors.of(code, newWeights.get());
    update = new WeightUpdate(newOptimizer, tensors, code.weights(), code.gradients(), newState);
    optimizer = newOptimizer;
    state = newState;
    learningRate = newOptimizer.learningRate();
    momentum = newOptimizer.momentum();
    updates = 0;
  }

  /**
   * Sets the learning rate of the updates that follow; schedules do this before each step.
   *
   * @param rate not negative
   */
  public final void learningRate(float rate) {
    if (!(rate >= 0)) {
      throw new IllegalArgumentException("learning rate must not be negative, but is " + rate);
    }
    learningRate = rate;
  }

  /** The current learning rate. */
  public final float learningRate() {
    return learningRate;
  }

  /**
   * Sets the momentum (or beta1) of the updates that follow; one-cycle schedules do this before
   * each step.
   *
   * @param value in [0, 1)
   * @throws IllegalStateException if the optimizer has no momentum
   */
  public final void momentum(double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("momentum must be in [0, 1), but is " + value);
    }
    if (optimizer.momentum() == 0) {
      throw new IllegalStateException(optimizer + " has no momentum that could be changed");
    }
    momentum = value;
  }

  /** The current momentum (or beta1); 0 if the optimizer has none. */
  public final double momentum() {
    return momentum;
  }

  /**
   * Sets what is done to the samples of every batch before they enter the network; the weights
   * carry it on to networks and files. {@link #load} takes that of the weights.
   *
   * @param normalizer null for nothing, as it is until set
   * @throws IllegalArgumentException if it does not fit the inputs, or these are token ids
   */
  public final void normalizer(Normalizer normalizer) {
    if (normalizer != null) {
      TokenIds.requireNone(code.vocabulary());
    }
    normalized.set(normalizer, batchSize(), inputSize());
  }

  /**
   * Starts anew: random weights, and random numbers for dropout, from a seed.
   *
   * @param seed the same seed gives the same training
   */
  public final void initialize(long seed) {
    W weights = newWeights.get();
    weights.initialize(seed);
    weights.normalizer(normalized.normalizer());
    load(weights);
    dropoutKey = CounterRandom.key(seed, "dropout");
    passes = 0;
    updates = 0;
    for (float[] slot : state) {
      Arrays.fill(slot, 0f);
    }
  }

  /**
   * Continues from given weights.
   *
   * @param weights copied, with their normaliser
   */
  public final void load(W weights) {
    normalizer(weights.normalizer().orElse(null));
    for (TensorLayout layout : code.layouts()) {
      layout.pack(weights.values(), code.weights());
    }
    code.refresh(0, 1);
  }

  /**
   * The current weights.
   *
   * @return a copy
   */
  public final W weights() {
    W weights = newWeights.get();
    for (TensorLayout layout : code.layouts()) {
      layout.unpack(code.weights(), weights.values(), layout.logicalOffset());
    }
    weights.normalizer(normalized.normalizer());
    return weights;
  }

  /**
   * All that the next step depends on besides its batch: weights with running statistics, what the
   * optimizer remembers, the random numbers' position.
   *
   * @return a copy, for {@link #restore}
   */
  public final TrainerState state() {
    W weights = weights();
    float[][] slots = new float[state.length][weights.values().length];
    for (int slot = 0; slot < slots.length; slot++) {
      for (TensorLayout layout : code.trainedLayouts()) {
        layout.unpack(state[slot], slots[slot], layout.logicalOffset());
      }
    }
    return new TrainerState(
        weights.fingerprint(),
        weights.values(),
        normalized.normalizer(),
        optimizer.toString(),
        slots,
        learningRate,
        momentum,
        dropoutKey,
        passes,
        updates);
  }

  /**
   * Goes back to a state, so that the steps that follow give the same bits as those that followed
   * it. Gradients, loss and outputs of the last batch are those of no batch until the next one.
   *
   * @param saved what {@link #state} gave, of a trainer of the same network with the same optimizer
   * @throws IllegalArgumentException if network or optimizer differ; nothing is changed then
   */
  public final void restore(TrainerState saved) {
    W weights = newWeights.get();
    TrainerStates.requireFits(saved, weights, optimizer, state.length);
    System.arraycopy(saved.weights(), 0, weights.values(), 0, saved.weights().length);
    weights.normalizer(saved.normalizer());
    load(weights);
    for (int slot = 0; slot < state.length; slot++) {
      for (TensorLayout layout : code.trainedLayouts()) {
        layout.pack(saved.slots()[slot], state[slot]);
      }
    }
    learningRate = saved.learningRate();
    momentum = saved.momentum();
    dropoutKey = saved.dropoutKey();
    passes = saved.passes();
    updates = saved.updates();
  }

  /**
   * One training step: {@link #computeGradients} and {@link #update}.
   *
   * @param batch 1 to {@link #batchSize()} samples
   */
  public final void step(Batch batch) {
    computeGradients(batch);
    update();
  }

  /**
   * Forward and backward: overwrites the gradients with those of this batch, and sets {@link
   * #loss()} and {@link #correct()}. Running statistics of batch norm move.
   *
   * @param batch 1 to {@link #batchSize()} samples
   * @throws IllegalArgumentException if the batch does not fit, or has a token id that is none:
   *     with its sample, position and value
   */
  public final void computeGradients(Batch batch) {
    pass(batch);
    gradientSum.begin();
  }

  /**
   * Forward and backward of a further batch of the same step: the gradients become those of all
   * batches since {@link #computeGradients} together, each sample weighing the same, as if they had
   * been one batch. So do {@link #loss()} and {@link #correct()}. The first call allocates an array
   * as long as the gradients.
   *
   * @param batch 1 to {@link #batchSize()} samples
   * @throws IllegalStateException if no gradients were computed since the last update
   */
  public final void addGradients(Batch batch) {
    gradientSum.keep();
    pass(batch);
    gradientSum.add();
  }

  private void pass(Batch batch) {
    BatchCheck.require(batch, this);
    TokenIds.require(batch.inputs(), 0, batch.size(), inputSize(), code.vocabulary());
    boolean one = outputSpecs().isEmpty();
    if (!one) {
      several.take(batch);
    }
    code.start(
        normalized.of(batch),
        one ? batch.labels() : several.labels(),
        one ? batch.targets() : several.targets(),
        batch.size(),
        CounterRandom.key(dropoutKey, passes++));
    for (phase = 0; phase < code.phases(); phase++) {
      team.run(gradientTask);
    }
  }

  private void phase(int worker, int workers) {
    code.phase(phase, worker, workers);
  }

  /**
   * Applies the gradients to the weights, by the optimizer at the current learning rate. Penalties
   * and clipping change the gradients themselves, so that {@link #gradient} then shows what the
   * rule was given.
   */
  public final void update() {
    updates++;
    gradientSum.end();
    update.begin(updates, learningRate, momentum);
    for (phase = 0; phase < update.phases(); phase++) {
      team.run(updateTask);
    }
    team.run(refreshTask);
  }

  private void updatePhase(int worker, int workers) {
    update.phase(phase, worker, workers);
  }

  /**
   * The largest magnitude among the gradients of all tensors: infinite or NaN if one of them is.
   *
   * @return 0 or more, or NaN
   */
  public final float largestGradient() {
    return largest.of(team);
  }

  /** Ends the helper threads. A trainer that is closed can still be used after {@link #threads}. */
  @Override
  public final void close() {
    team.close();
    team = new WorkerTeam(1, code.isSmall());
  }
}
