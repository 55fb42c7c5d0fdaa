package dev.synapt.runtime.data;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.random.CounterRandom;

/**
 * Fills batches with samples of a data set as an {@link Augmentation} changes them. Allocates
 * nothing after it was made. Not for several threads at once; each can have one of its own, and the
 * samples are the same.
 */
public final class AugmentedBatches {

  private static final int MIXUP_STEP = -1;

  private final Dataset data;
  private final Augmentation augmentation;
  private final long key;
  private final AugmentedImage image;
  private final AugmentedLabels labels;
  private final Batch partner;
  private final int[] partnerOrder = new int[1];

  /**
   * Prepares.
   *
   * @param data the samples
   * @param augmentation what is done to them
   * @param seed any number
   * @throws IllegalArgumentException if samples with labels are to be mixed, or have several labels
   *     that are not those of their pixels, or if pixels without a label would come into an image
   *     and the data ignores none
   */
  public AugmentedBatches(Dataset data, Augmentation augmentation, long seed) {
    if (augmentation.mixup() > 0 && data.hasLabels()) {
      throw new IllegalArgumentException(
          "mixup needs targets to mix, but the samples have labels; use data.oneHot()");
    }
    this.data = data;
    this.augmentation = augmentation;
    this.key = CounterRandom.key(seed, "augmentation");
    this.image = new AugmentedImage(data.shape());
    this.labels = data.hasLabels() && data.targetSize() > 1 ? labels() : null;
    this.partner = data.newBatch(1);
  }

  private AugmentedLabels labels() {
    if (data.targetSize() != image.height() * image.width()) {
      throw new IllegalArgumentException(
          "the %d labels of a sample are not those of its %d x %d pixels, so that they cannot move with them"
              .formatted(data.targetSize(), image.height(), image.width()));
    }
    boolean gaps = augmentation.steps().stream().anyMatch(AugmentationStep::leavesGaps);
    if (gaps && data.ignoredLabel().isEmpty()) {
      throw new IllegalArgumentException(
          "shifting and rotating bring pixels without a label into the image, so the data needs a"
              + " label that is ignored; flipping needs none");
    }
    return new AugmentedLabels(image.height(), image.width(), data.ignoredLabel().orElse(0));
  }

  /**
   * Fills a batch, as {@link Dataset#fill} with the changes.
   *
   * @param batch overwritten
   * @param order positions in the data set
   * @param from where in {@code order} to begin
   * @param count how many samples to take
   * @param epoch from which the random numbers follow
   */
  public void fill(Batch batch, int[] order, int from, int count, int epoch) {
    data.fill(batch, order, from, count);
    long epochKey = CounterRandom.key(key, epoch);
    for (int i = 0; i < count; i++) {
      long sampleKey = CounterRandom.key(epochKey, order[from + i]);
      if (augmentation.mixup() > 0) {
        mix(batch, i, CounterRandom.key(sampleKey, MIXUP_STEP));
      }
      image.at(batch.inputs(), i * batch.inputSize());
      for (int step = 0; step < augmentation.steps().size(); step++) {
        augmentation.steps().get(step).apply(image, CounterRandom.key(sampleKey, step));
      }
      if (labels != null) {
        moveLabels(batch, i, sampleKey);
      }
    }
  }

  private void moveLabels(Batch batch, int row, long sampleKey) {
    labels.at(batch.labels(), row * batch.targetSize());
    for (int step = 0; step < augmentation.steps().size(); step++) {
      augmentation.steps().get(step).move(labels, CounterRandom.key(sampleKey, step));
    }
  }

  private void mix(Batch batch, int row, long mixKey) {
    partnerOrder[0] = CounterRandom.below(mixKey, -1, data.size());
    data.fill(partner, partnerOrder, 0, 1);
    float share = (float) beta(mixKey, augmentation.mixup());
    mix(batch.inputs(), row * batch.inputSize(), partner.inputs(), share);
    mix(batch.targets(), row * batch.targetSize(), partner.targets(), share);
  }

  private static void mix(float[] values, int offset, float[] others, float share) {
    for (int i = 0; i < others.length; i++) {
      values[offset + i] = share * values[offset + i] + (1 - share) * others[i];
    }
  }

  /** Jöhnk's method: exact, and fast for parameters of at most 1. */
  private static double beta(long key, double alpha) {
    for (int draw = 0; ; draw += 2) {
      double x = StrictMath.pow(CounterRandom.uniform(key, draw), 1 / alpha);
      double y = StrictMath.pow(CounterRandom.uniform(key, draw + 1), 1 / alpha);
      if (x + y > 0 && x + y <= 1) {
        return x / (x + y);
      }
    }
  }
}
