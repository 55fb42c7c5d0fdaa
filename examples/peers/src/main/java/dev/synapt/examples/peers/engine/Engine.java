package dev.synapt.examples.peers.engine;

import dev.synapt.examples.peers.work.Workload;
import java.nio.file.Path;

/** A library that trains or predicts. All start from the same weights and see the same samples. */
public interface Engine {

  /** Training, on batches made beforehand. */
  interface Training extends AutoCloseable {

    /**
     * One step: forward, loss, backward, update.
     *
     * @param batch which batch, from 0 to {@link Workload#BATCHES} - 1
     */
    void step(int batch);

    /**
     * The loss of the last step; costs time in some libraries, so it is asked for outside of the measurement.
     *
     * @return the mean over the batch
     */
    double loss();

    @Override
    void close();
  }

  /** Prediction of class probabilities. */
  interface Prediction extends AutoCloseable {

    /**
     * Predicts.
     *
     * @param x samples, one after another
     * @param y takes the probabilities
     */
    void predict(float[] x, float[] y);

    @Override
    void close();
  }

  /**
   * Makes a training.
   *
   * @param workload what is trained
   * @param threads threads of a step
   * @return at its start
   * @throws UnsupportedOperationException if the library cannot do this
   */
  Training training(Workload workload, int threads);

  /**
   * Makes a training from weights each of which is moved by one unit in its last place, up or down: how far its losses
   * go from those of {@link #training} is what rounding alone does to this network.
   *
   * @param workload what is trained
   * @param threads threads of a step
   * @return at its start
   * @throws UnsupportedOperationException if the engine is not asked for this
   */
  default Training nudged(Workload workload, int threads) {
    throw new UnsupportedOperationException("one engine is enough to tell what rounding does");
  }

  /**
   * Makes a prediction.
   *
   * @param workload what predicts
   * @param batch samples of a call
   * @param threads threads of a call
   * @param folder has the files of {@link ModelFiles}
   * @return ready
   * @throws UnsupportedOperationException if the library cannot do this
   */
  Prediction prediction(Workload workload, int batch, int threads, Path folder);
}
