package dev.synapt.processor.generated;

import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.runtime.Batch;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;

/** One pass of generated training code, forward and backward, and what it computed. */
final class GeneratedRun {

  private final Trainer<Weights> trainer;
  private final Feed feed;

  private GeneratedRun(Trainer<Weights> trainer, Feed feed) {
    this.trainer = trainer;
    this.feed = feed;
  }

  /** Runs a batch from given weights. */
  static GeneratedRun of(Trainer<Weights> trainer, Weights weights, Feed feed) {
    trainer.load(weights);
    return of(trainer, feed);
  }

  /** Runs a batch from the weights that the trainer has. */
  static GeneratedRun of(Trainer<Weights> trainer, Feed feed) {
    trainer.computeGradients(batch(trainer, feed));
    return new GeneratedRun(trainer, feed);
  }

  /**
   * Runs a batch so that the gradient at the output is the one given, of a network that ends in the
   * sum of squared errors: the targets are {@code y - upstream / 2}, for outputs found by a run
   * before.
   */
  static GeneratedRun of(Trainer<Weights> trainer, Weights weights, Tensor x, Tensor upstream) {
    Tensor zeros = Tensor.zeros(upstream.shape());
    float[] targets = of(trainer, weights, Feed.of(x).targets(zeros)).outputs().toFloats();
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) (targets[i] - upstream.data()[i] / 2);
    }
    return of(trainer, weights, Feed.of(x).targets(Tensor.ofFloats(upstream.shape(), targets)));
  }

  /** A batch with a feed's samples. */
  static Batch batch(Trainer<?> trainer, Feed feed) {
    Batch batch = trainer.newBatch();
    fill(batch, feed);
    return batch;
  }

  /** Overwrites a batch with a feed's samples. */
  static void fill(Batch batch, Feed feed) {
    batch.size(feed.x().dim(0));
    copy(feed.x(), batch.inputs());
    if (batch.hasLabels()) {
      int[] labels = feed.labels().orElseThrow();
      System.arraycopy(labels, 0, batch.labels(), 0, labels.length);
    } else {
      copy(feed.targets().orElseThrow(), batch.targets());
    }
  }

  private static void copy(Tensor from, float[] to) {
    System.arraycopy(from.toFloats(), 0, to, 0, from.size());
  }

  /** Logits or predictions of the batch, one after another. */
  Tensor outputs() {
    return GeneratedModel.vector(trainer.outputs());
  }

  /** The gradient by the batch. */
  Tensor inputGradient() {
    return GeneratedModel.vector(trainer.inputGradient());
  }

  /** The gradient by a tensor of the weights. */
  Tensor gradient(String name) {
    return GeneratedModel.vector(trainer.gradient(name));
  }

  /** The loss. */
  Tensor loss() {
    return Tensor.of(trainer.loss());
  }

  /** A tensor as it is now: of the running statistics, after this batch. */
  Tensor current(String name) {
    return GeneratedModel.vector(trainer.weights().tensor(name).toArray());
  }

  /** The gradient that arrived at the output, for the sum of squared errors. */
  Tensor upstream() {
    Tensor targets = feed.targets().orElseThrow();
    float[] outputs = trainer.outputs();
    float[] upstream = targets.toFloats();
    for (int i = 0; i < upstream.length; i++) {
      upstream[i] = 2 * (outputs[i] - upstream[i]);
    }
    return Tensor.ofFloats(targets.shape(), upstream);
  }
}
