package dev.synapt.examples.mnist;

import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.optimizer.Optimizer;
import dev.synapt.runtime.optimizer.Sgd;
import dev.synapt.runtime.training.LearningRateSchedule;
import dev.synapt.runtime.training.Training;

/**
 * How to train.
 *
 * @param epochs how often all images are used, at least 1
 * @param batch images in a step
 * @param threads that train, at least 1
 * @param seed from which all randomness follows
 * @param learningRate the highest of the schedule
 */
record Settings(int epochs, int batch, int threads, long seed, double learningRate) {

  /** Images in the batches for which {@link #USUAL_RATE} was found. */
  static final int USUAL_BATCH = 64;

  // Found by trying on MNIST: with these, eight epochs reach 99.2 to 99.4 %, whatever the seed.
  static final double USUAL_RATE = 0.05;
  private static final double MOMENTUM = 0.9;
  private static final double WEIGHT_DECAY = 5e-4;
  private static final double WARM_UP = 0.2;

  /** In proportion to the batch (Goyal et al., 2017): smaller batches have noisier gradients. */
  static double usualLearningRate(int batch) {
    return USUAL_RATE * batch / USUAL_BATCH;
  }

  /** For checks: an epoch on one thread. */
  static Settings usual(int batch) {
    return new Settings(1, batch, 1, 1, usualLearningRate(batch));
  }

  Optimizer optimizer() {
    return Sgd.withLearningRate(learningRate).momentum(MOMENTUM).weightDecay(WEIGHT_DECAY);
  }

  /** A training that still needs its data. Images are standardised by what it learns from them. */
  Training<LeNet5Weights> training(LeNet5Trainer trainer) {
    return Training.of(trainer)
        .normalize(Normalization.standardize())
        .optimizer(optimizer())
        .schedule(LearningRateSchedule.cosine().afterWarmUp(WARM_UP))
        .epochs(epochs)
        .batchSize(batch)
        .threads(threads)
        .seed(seed);
  }
}
