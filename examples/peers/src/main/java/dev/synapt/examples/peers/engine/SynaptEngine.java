package dev.synapt.examples.peers.engine;

import dev.synapt.examples.networks.RandomBatch;
import dev.synapt.examples.peers.work.Workload;
import dev.synapt.runtime.Batch;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.optimizer.Adam;
import dev.synapt.runtime.optimizer.Optimizer;
import dev.synapt.runtime.optimizer.Sgd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;

/** This project. */
public final class SynaptEngine implements Engine {

  /** Has nothing to be told. */
  public SynaptEngine() {}

  @Override
  public Training training(Workload workload, int threads) {
    return training(workload, workload.network().trainer(Workload.SEED), threads);
  }

  @Override
  public Training nudged(Workload workload, int threads) {
    Trainer<?> trainer = workload.network().trainer(Workload.SEED);
    nudge(trainer);
    return training(workload, trainer, threads);
  }

  private static <W extends Weights> void nudge(Trainer<W> trainer) {
    W weights = trainer.weights();
    float[] values = weights.values();
    Random random = new Random(Workload.SEED);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextBoolean() ? Math.nextUp(values[i]) : Math.nextDown(values[i]);
    }
    trainer.load(weights);
  }

  private static Training training(Workload workload, Trainer<?> trainer, int threads) {
    trainer.threads(threads);
    trainer.optimizer(optimizer(workload.update()));
    Batch[] batches = new Batch[Workload.BATCHES];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = RandomBatch.of(trainer, i);
    }
    return new SynaptTraining(trainer, batches);
  }

  private static Optimizer optimizer(Workload.Update update) {
    return switch (update) {
      case SGD -> Sgd.withLearningRate(Workload.Update.SGD_RATE).momentum(Workload.Update.SGD_MOMENTUM);
      case ADAM -> Adam.withLearningRate(Workload.Update.ADAM_RATE);
    };
  }

  private record SynaptTraining(Trainer<?> trainer, Batch[] batches) implements Training {

    @Override
    public void step(int batch) {
      trainer.step(batches[batch]);
    }

    @Override
    public double loss() {
      return trainer.loss();
    }

    @Override
    public void close() {
      trainer.close();
    }
  }

  @Override
  public Prediction prediction(Workload workload, int batch, int threads, Path folder) {
    if (threads != 1) {
      throw new UnsupportedOperationException("a prediction runs on one thread");
    }
    return new SynaptPrediction(load(workload, folder), batch);
  }

  private static InferenceNetwork load(Workload workload, Path folder) {
    try {
      return workload.network().load(ModelFiles.weights(folder, workload));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record SynaptPrediction(InferenceNetwork network, int batch) implements Prediction {

    @Override
    public void predict(float[] x, float[] y) {
      if (batch == 1) {
        network.predict(x, 0, y, 0);
      } else {
        network.predictBatch(x, batch, y);
      }
    }

    @Override
    public void close() {}
  }
}
