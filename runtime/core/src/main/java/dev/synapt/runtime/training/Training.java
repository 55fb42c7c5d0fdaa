package dev.synapt.runtime.training;

import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
  private int epochs = 10;
  private int batchSize;
  private LearningRateSchedule schedule = LearningRateSchedule.constant();
  private long seed = 1;
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
    Fit.requireOutputs(samples, trainer.outputSize());
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
   * @param newSchedule for example {@code LearningRateSchedule.oneCycle(0.2)}
   * @return this
   */
  public Training<W> schedule(LearningRateSchedule newSchedule) {
    schedule = Objects.requireNonNull(newSchedule, "schedule");
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
   * @throws IllegalStateException if there is no training data
   * @throws NonFiniteLossException if the loss becomes infinite or not a number
   */
  public TrainingRun<W> fit() {
    if (data == null) {
      throw new IllegalStateException("there is no training data; call data(...) before fit()");
    }
    try (trainer) {
      trainer.threads(threads);
      if (optimizer != null) {
        trainer.optimizer(optimizer);
      }
      trainer.initialize(seed);
      if (initialWeights != null) {
        trainer.load(initialWeights);
      }
      return run();
    }
  }

  private TrainingRun<W> run() {
    EpochLoop loop =
        new EpochLoop(trainer, data, new TrainingPlan(seed, epochs, batchSize, schedule));
    BestWeights<W> best = new BestWeights<>(trainer, validation);
    List<EpochReport> reports = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      loop.run(epoch, listeners);
      EpochReport report = best.validate(loop);
      reports.add(report);
      listeners.forEach(listener -> listener.onEpoch(report));
    }
    loop.restoreLearningRate();
    return new TrainingRun<>(best.weights(), best.lastWeights(), new History(reports));
  }

  private static int atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
    }
    return value;
  }
}
