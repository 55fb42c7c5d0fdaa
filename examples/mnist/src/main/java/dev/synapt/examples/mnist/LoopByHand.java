package dev.synapt.examples.mnist;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.optimizer.Sgd;
import dev.synapt.runtime.random.CounterRandom;

/** What {@code Training} does, written out: with the same seed it gives the same bits. */
final class LoopByHand {

  private LoopByHand() {}

  static LeNet5Weights train(Dataset train, int epochs, long seed) {
    try (var trainer = new LeNet5Trainer()) {
      trainer.optimizer(Sgd.withLearningRate(0.05).momentum(0.9));
      trainer.initialize(seed);
      trainer.normalizer(Normalization.standardize().fit(train));
      Batch batch = trainer.newBatch();
      int[] order = new int[train.size()];
      long shuffle = CounterRandom.key(seed, "shuffle");
      for (int epoch = 1; epoch <= epochs; epoch++) {
        CounterRandom.permutation(order, CounterRandom.key(shuffle, epoch));
        for (int from = 0; from < order.length; from += batch.capacity()) {
          train.fill(batch, order, from, Math.min(batch.capacity(), order.length - from));
          trainer.step(batch);
        }
      }
      return trainer.weights();
    }
  }
}
