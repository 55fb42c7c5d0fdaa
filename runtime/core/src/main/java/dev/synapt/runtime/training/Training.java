package dev.synapt.runtime.training;

import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Augmentation;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.optimizer.Optimizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains a network on a data set in memory.
 *
 * <pre>{@code
 * var run = Training.of(new LeNet5Trainer())
 *     .data(train).validation(test)
 *     .optimizer(Adam.withLearningRate(1e-3)).epochs(10)
 *     .fit();
 * var network = new LeNet5Network(run.bestWeights());
 * }</pre>
 *
 * <p>Every epoch takes all samples once, in an order that follows from the seed and the number of
 * the epoch; a last smaller batch is included. The same seed gives the same bits, whatever the
 * number of threads.
 *
 * @param <W> the weights of the network
 */
public final class Training<W extends Weights> {

  private final Trainer<W> trainer;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private Dataset data;
  private Dataset validation;
  private Optimizer optimizer;
  private W initialWeights;
  private Normalization normalization;
  private int epochs = 10;
  private int batchSize;
  private LearningRateSchedule schedule = LearningRateSchedule.constant();
  private ReduceOnPlateau plateau;
  private Augmentation augmentation;
  private int prefetch;
  private long seed = 1;
  private int accumulation = 1;
  private int validateEvery;
  private Monitor monitor;
  private EarlyStopping earlyStopping;
  private long stepLimit = Long.MAX_VALUE;
  private Duration timeLimit;
  private BooleanSupplier stopRequest = () -> false;
  private boolean stopOnExit;
  private Checkpointing checkpointing;
  private Checkpoint resumed;
  private TrainingRun<W> lastRun;
  private int threads = Runtime.getRuntime().availableProcessors();

  private Training(Trainer<W> trainer) {
    this.trainer = trainer;
    this.batchSize = trainer.batchSize();
  }

  /**
   * Begins to describe a training.
   *
   * @param trainer the generated trainer of a network; {@link #fit()} closes it
   * @param <W> the weights of the network
   * @return the description
   */
  public static <W extends Weights> Training<W> of(Trainer<W> trainer) {
    return new Training<>(Objects.requireNonNull(trainer, "trainer"));
  }

  /**
   * The samples to train on. Required.
   *
   * @param samples at least one
   * @return this
   */
  public Training<W> data(Dataset samples) {
    data = checked("training", samples);
    return this;
  }

  /**
   * Samples to judge the weights by after each epoch; they are not trained on.
   *
   * @param samples at least one
   * @return this
   */
  public Training<W> validation(Dataset samples) {
    validation = checked("validation", samples);
    return this;
  }

  private Dataset checked(String role, Dataset samples) {
    if (samples.size() == 0) {
      throw new IllegalArgumentException("the " + role + " data has no samples");
    }
    Fit.requireInputs(samples, trainer.inputSize());
    Fit.requireKind(samples, trainer.hasClasses());
    Fit.requireOutputs(samples, trainer.outputSize(), trainer.targetSize());
    return samples;
  }

  /**
   * The update rule; the trainer's own unless set, see {@link Trainer#optimizer}.
   *
   * @param rule for example {@code Sgd.withLearningRate(0.05).momentum(0.9)}
   * @return this
   */
  public Training<W> optimizer(Optimizer rule) {
    optimizer = Objects.requireNonNull(rule, "optimizer");
    return this;
  }

  /**
   * Weights to begin with, for example of an earlier training, instead of random ones.
   *
   * @param weights not changed
   * @return this
   */
  public Training<W> initialWeights(W weights) {
    initialWeights = Objects.requireNonNull(weights, "initial weights");
    return this;
  }

  /**
   * Learns from the training data, and from nothing else, how to normalise samples. The network
   * does it from then on, wherever it is used: its weights carry it, so all data stays raw.
   *
   * @param rule for example {@code Normalization.standardize()}
   * @return this
   */
  public Training<W> normalize(Normalization rule) {
    normalization = Objects.requireNonNull(rule, "rule");
    return this;
  }

  /**
   * Changes samples at random, in every epoch otherwise; those of the validation stay as they are.
   *
   * @param changes follow from the seed, the epoch and the sample
   * @return this
   */
  public Training<W> augment(Augmentation changes) {
    augmentation = Objects.requireNonNull(changes, "changes");
    return this;
  }

  /**
   * Prepares batches on a thread of its own while others are trained on; there is no such thread
   * unless set. The result does not depend on it.
   *
   * @param batches how many at most are ready ahead of time, 0 or more
   * @return this
   */
  public Training<W> prefetch(int batches) {
    if (batches < 0) {
      throw new IllegalArgumentException("batches ahead must be 0 or more, but are " + batches);
    }
    prefetch = batches;
    return this;
  }

  /**
   * How often all samples are used; 10 unless set.
   *
   * @param count at least 1
   * @return this
   */
  public Training<W> epochs(int count) {
    epochs = atLeastOne("epochs", count);
    return this;
  }

  /**
   * How many samples a step takes; {@link Trainer#batchSize()} unless set. A smaller batch is
   * exact, but the code is fastest at the size it was generated for.
   *
   * @param count 1 to {@link Trainer#batchSize()}
   * @return this
   */
  public Training<W> batchSize(int count) {
    if (count < 1 || count > trainer.batchSize()) {
      throw new IllegalArgumentException(
          "batch size must be 1 to "
              + trainer.batchSize()
              + " (the size that the code was generated for), but is "
              + count);
    }
    batchSize = count;
    return this;
  }

  /**
   * How the learning rate changes; {@link LearningRateSchedule#constant()} unless set.
   *
   * @param newSchedule for example {@code LearningRateSchedule.cosine().afterWarmUp(0.2)}
   * @return this
   */
  public Training<W> schedule(LearningRateSchedule newSchedule) {
    schedule = Objects.requireNonNull(newSchedule, "schedule");
    return this;
  }

  /**
   * Lowers the learning rate when the monitored figure does not improve any more; the schedule then
   * multiplies the lowered rate. Needs validation data.
   *
   * @param rule looks at every validation
   * @return this
   */
  public Training<W> reduceOnPlateau(ReduceOnPlateau rule) {
    plateau = Objects.requireNonNull(rule, "rule");
    return this;
  }

  /**
   * From what all randomness follows: initial weights, order of the samples, dropout; 1 unless set.
   *
   * @param number any number
   * @return this
   */
  public Training<W> seed(long number) {
    seed = number;
    return this;
  }

  /**
   * How many threads a step may use; the number of processors unless set. The result does not
   * depend on it.
   *
   * @param count at least 1
   * @return this
   */
  public Training<W> threads(int count) {
    threads = atLeastOne("threads", count);
    return this;
  }

  /**
   * How many batches make one step: their gradients are averaged over all their samples, as if they
   * were one batch of {@code batches * batchSize} samples (except that batch norm sees each by
   * itself); 1 unless set.
   *
   * @param batches at least 1
   * @return this
   */
  public Training<W> accumulate(int batches) {
    accumulation = atLeastOne("accumulated batches", batches);
    return this;
  }

  /**
   * Validates also within epochs; only at their end unless set. Needs validation data.
   *
   * @param steps after how many steps, counted over all epochs; at least 1
   * @return this
   */
  public Training<W> validateEvery(int steps) {
    validateEvery = atLeastOne("steps between validations", steps);
    return this;
  }

  /**
   * The figure by which weights are judged; unless set, accuracy for labels and the loss for
   * targets.
   *
   * @param figure of a validation
   * @return this
   */
  public Training<W> monitor(Monitor figure) {
    monitor = Objects.requireNonNull(figure, "monitor");
    return this;
  }

  /**
   * Ends training when the monitored figure does not improve any more. Needs validation data.
   *
   * @param rule how long to wait
   * @return this
   */
  public Training<W> earlyStopping(EarlyStopping rule) {
    earlyStopping = Objects.requireNonNull(rule, "rule");
    return this;
  }

  /**
   * Ends training after a number of steps over all epochs.
   *
   * @param steps at least 1
   * @return this
   */
  public Training<W> stepLimit(int steps) {
    stepLimit = atLeastOne("step limit", steps);
    return this;
  }

  /**
   * Ends training with the first step after a time, counted from {@link #fit()}; a validation that
   * judges the last weights still follows.
   *
   * @param time positive
   * @return this
   */
  public Training<W> timeLimit(Duration time) {
    if (!time.isPositive()) {
      throw new IllegalArgumentException("time limit must be positive, but is " + time);
    }
    timeLimit = time;
    return this;
  }

  /**
   * Ends training, with a checkpoint if there are any, after the step at which a request is seen.
   *
   * @param request asked after every step, on the thread that trains
   * @return this
   */
  public Training<W> stopWhen(BooleanSupplier request) {
    stopRequest = Objects.requireNonNull(request, "request");
    return this;
  }

  /**
   * Ends training, with a checkpoint if there are any, when the JVM is asked to exit, by Ctrl-C or
   * the signal TERM for example. The exit waits for that, half a minute at most.
   *
   * @return this
   */
  public Training<W> stopOnExit() {
    stopOnExit = true;
    return this;
  }

  /**
   * Saves the training while it runs, so that it can go on after an interruption.
   *
   * @param rule where and when
   * @return this
   */
  public Training<W> checkpoint(Checkpointing rule) {
    checkpointing = Objects.requireNonNull(rule, "rule");
    return this;
  }

  /**
   * Goes on from a checkpoint: the result is, bit for bit, that of a training that was never
   * interrupted. All other settings must be as they were; what can be checked is.
   *
   * @param from for example {@code Checkpoint.read(file)}
   * @return this
   */
  public Training<W> resume(Checkpoint from) {
    resumed = Objects.requireNonNull(from, "checkpoint");
    return this;
  }

  /**
   * Adds a listener.
   *
   * @param listener told after each step and each epoch
   * @return this
   */
  public Training<W> listener(TrainingListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Trains. At the end, also after an error, the trainer is closed.
   *
   * @return the weights and the figures
   * @throws IllegalStateException if there is no training data, or no validation data although
   *     something asks for validations
   * @throws IllegalArgumentException if a checkpoint does not fit
   * @throws NonFiniteLossException if the loss becomes infinite or not a number, or explodes
   * @throws java.io.UncheckedIOException if a checkpoint cannot be saved
   */
  public TrainingRun<W> fit() {
    requireData();
    try (trainer;
        ExitSignal exit = new ExitSignal(stopOnExit)) {
      prepareTrainer();
      TrainingLoop<W> loop = new TrainingLoop<>(settings(exit));
      EndReason end = EndReason.FAILED;
      try {
        end = loop.fit(resumed);
      } finally {
        lastRun = loop.result(end);
      }
      return lastRun;
    }
  }

  /**
   * What the last {@link #fit()} gave, also if it threw an exception: the best weights until then
   * are not lost.
   *
   * @return empty before the first
   */
  public Optional<TrainingRun<W>> lastRun() {
    return Optional.ofNullable(lastRun);
  }

  private void requireData() {
    if (data == null) {
      throw new IllegalStateException("there is no training data; call data(...) before fit()");
    }
    boolean judged =
        earlyStopping != null || validateEvery > 0 || monitor != null || plateau != null;
    if (validation == null && judged) {
      throw new IllegalStateException(
          "early stopping, reduction on a plateau, validation within epochs and a monitored figure"
              + " need validation data; call validation(...) before fit()");
    }
  }

  private void prepareTrainer() {
    trainer.threads(threads);
    if (optimizer != null) {
      trainer.optimizer(optimizer);
    }
    trainer.initialize(seed);
    if (initialWeights != null) {
      trainer.load(initialWeights);
    }
    if (normalization != null && resumed == null) {
      trainer.normalizer(normalization.fit(data));
    }
  }

  private TrainingSettings<W> settings(BooleanSupplier exit) {
    BooleanSupplier request = stopRequest;
    return new TrainingSettings<>(
        trainer,
        data,
        validation,
        new TrainingPlan(
            seed, epochs, batchSize, accumulation, schedule, plateau, augmentation, prefetch),
        monitor != null ? monitor : data.hasLabels() ? Monitor.accuracy() : Monitor.loss(),
        earlyStopping,
        validateEvery,
        new StopConditions(
            stepLimit, timeLimit, () -> exit.getAsBoolean() || request.getAsBoolean()),
        new CheckpointKeeper(checkpointing),
        identity(),
        List.copyOf(listeners));
  }

  /** Reading all data takes a moment, so this is done for checkpoints only. */
  private TrainingIdentity identity() {
    boolean needed = checkpointing != null || resumed != null;
    return new TrainingIdentity(
        seed,
        batchSize,
        accumulation,
        data.size(),
        needed ? data.checksum() : 0,
        trainer.state().optimizer(),
        String.valueOf(augmentation));
  }

  private static int atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
    }
    return value;
  }
}
