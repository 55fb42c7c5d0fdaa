package dev.synapt.runtime.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Random changes of samples while training, so that no epoch sees quite the same ones. What happens
 * to a sample follows from the seed, the number of the epoch and the sample's position in the data
 * set, and from nothing else: it is the same for any number of threads and after a resume, and
 * another one in every epoch. Immutable; changes are made in the order in which they are named.
 *
 * <pre>{@code
 * Augmentation.none().crop(4).flipHorizontally(0.5).cutout(8)
 * }</pre>
 *
 * <p>Samples are raw, before any normaliser. Shapes: {@code [channels, height, width]}; {@code
 * [channels, length]} and {@code [length]} are images of one row. What comes in from outside of an
 * image is 0.
 */
public final class Augmentation {

  private final List<AugmentationStep> steps;
  private final double mixup;

  private Augmentation(List<AugmentationStep> steps, double mixup) {
    this.steps = List.copyOf(steps);
    this.mixup = mixup;
  }

  /** Nothing yet. */
  public static Augmentation none() {
    return new Augmentation(List.of(), 0);
  }

  private Augmentation then(AugmentationStep step) {
    List<AugmentationStep> all = new ArrayList<>(steps);
    all.add(step);
    return new Augmentation(all, mixup);
  }

  /**
   * Mirrors left and right.
   *
   * @param probability in [0, 1]
   * @return the changed copy
   */
  public Augmentation flipHorizontally(double probability) {
    return then(new AugmentationSteps.Flip(true, share("probability", probability)));
  }

  /**
   * Mirrors top and bottom.
   *
   * @param probability in [0, 1]
   * @return the changed copy
   */
  public Augmentation flipVertically(double probability) {
    return then(new AugmentationSteps.Flip(false, share("probability", probability)));
  }

  /**
   * Adds a border of zeros and cuts the size out of that at random, as is usual for CIFAR-10 with 4
   * pixels.
   *
   * @param padding pixels on each side, 0 or more
   * @return the changed copy
   */
  public Augmentation crop(int padding) {
    return shift(padding, padding);
  }

  /**
   * Moves by whole pixels: any distance up to the limits is equally likely.
   *
   * @param down the most pixels up or down, 0 or more
   * @param right the most pixels left or right, 0 or more
   * @return the changed copy
   */
  public Augmentation shift(int down, int right) {
    if (down < 0 || right < 0) {
      throw new IllegalArgumentException(
          "shifts must be 0 or more pixels, but are %d and %d".formatted(down, right));
    }
    return then(new AugmentationSteps.Shift(down, right));
  }

  /**
   * Rotates around the centre (bilinear).
   *
   * @param degrees the largest angle to either side, in [0, 180]
   * @return the changed copy
   */
  public Augmentation rotate(double degrees) {
    return then(new AugmentationSteps.Rotate(Math.toRadians(limit("angle", degrees, 180))));
  }

  /**
   * Adds noise of the normal distribution to every number.
   *
   * @param deviation its standard deviation, 0 or more, in the samples' unit
   * @return the changed copy
   */
  public Augmentation noise(double deviation) {
    return then(
        new AugmentationSteps.Noise((float) limit("deviation", deviation, Float.MAX_VALUE)));
  }

  /**
   * Adds one number to the whole sample.
   *
   * @param most its largest magnitude, 0 or more, in the samples' unit
   * @return the changed copy
   */
  public Augmentation brightness(double most) {
    return then(new AugmentationSteps.Brightness(limit("brightness", most, Float.MAX_VALUE)));
  }

  /**
   * Multiplies the distance of every number from the sample's mean.
   *
   * @param most the factor is in {@code 1 - most ... 1 + most}; in [0, 1]
   * @return the changed copy
   */
  public Augmentation contrast(double most) {
    return then(new AugmentationSteps.Contrast(share("contrast", most)));
  }

  /**
   * Sets a square to 0 in all channels (DeVries and Taylor, 2017). Its centre is anywhere in the
   * image, so that a part of it may lie outside.
   *
   * @param size of its sides in pixels, at least 1
   * @return the changed copy
   */
  public Augmentation cutout(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("cutout needs at least 1 pixel, not " + size);
    }
    return then(new AugmentationSteps.Cutout(size));
  }

  /**
   * Mixes every sample and its targets with another one's (Zhang et al., 2018): {@code share * a +
   * (1 - share) * b}, the share from the Beta distribution (alpha, alpha). It comes first. For data
   * with targets; {@link Dataset#oneHot()} makes targets of labels.
   *
   * @param alpha in (0, 1]; 0.2 is common, 1 makes all shares equally likely
   * @return the changed copy
   */
  public Augmentation mixup(double alpha) {
    if (!(alpha > 0 && alpha <= 1)) {
      throw new IllegalArgumentException("mixup's alpha must be in (0, 1], but is " + alpha);
    }
    return new Augmentation(steps, alpha);
  }

  private static double share(String name, double value) {
    return limit(name, value, 1);
  }

  private static double limit(String name, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(name + " must be in [0, " + most + "], but is " + value);
    }
    return value;
  }

  List<AugmentationStep> steps() {
    return steps;
  }

  /** Its alpha; 0 for none. */
  double mixup() {
    return mixup;
  }

  @Override
  public String toString() {
    return "Augmentation" + steps + (mixup == 0 ? "" : ", mixup " + mixup);
  }
}
