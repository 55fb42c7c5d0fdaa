package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.History;
import java.util.List;
import java.util.Locale;

/**
 * Whether a network learned too little, too much by heart, or well, from the losses of its
 * training: those of training data, of validation data, and of always giving the same answer. All
 * losses must be of one kind. Where the loss on training data is measured with dropout or
 * augmentation it is higher than without, so that the gap is underestimated.
 *
 * @param kind what it is
 * @param trainingLoss in the last epochs, the mean of three at most
 * @param validationLoss in the last epoch; not a number without validation data
 * @param bestValidationLoss the lowest of all epochs
 * @param baselineLoss what giving the same answer costs
 * @param advice what to try, the most promising first
 */
public record FitVerdict(
    Kind kind,
    double trainingLoss,
    double validationLoss,
    double bestValidationLoss,
    double baselineLoss,
    List<String> advice) {

  /** A training loss above this share of the baseline's has explained too little. */
  private static final double MUCH_LEFT = 0.5;

  /** A gap above this share of the baseline's loss is one that matters. */
  private static final double WIDE_GAP = 0.15;

  /** A validation loss this much above its best has turned. */
  private static final double TURNED = 1.2;

  /** A fall from one epoch to the next above this share goes on. */
  private static final double STILL_FALLING = 0.05;

  private static final int LAST_EPOCHS = 3;

  /** What a training came to. */
  public enum Kind {
    /** It does well on training data, and not much worse on others. */
    FINE,
    /** It does badly even on what it was trained on: high bias. */
    UNDERFITTING,
    /** It does much worse on other data than on what it was trained on: high variance. */
    OVERFITTING
  }

  /**
   * Judges.
   *
   * @param history of a training, at least one epoch
   * @param baselineLoss of the same loss, positive; see {@link Baselines#loss()}
   * @return what it came to
   */
  public static FitVerdict of(History history, double baselineLoss) {
    List<EpochReport> epochs = history.epochs();
    if (epochs.isEmpty() || !(baselineLoss > 0)) {
      throw new IllegalArgumentException(
          "a verdict needs an epoch and a positive baseline, not %d and %s"
              .formatted(epochs.size(), baselineLoss));
    }
    double training =
        epochs.subList(Math.max(0, epochs.size() - LAST_EPOCHS), epochs.size()).stream()
            .mapToDouble(EpochReport::loss)
            .average()
            .orElseThrow();
    double best = epochs.stream().mapToDouble(EpochReport::validationLoss).min().orElseThrow();
    boolean falling =
        epochs.size() > 1
            && history.last().loss() < (1 - STILL_FALLING) * epochs.get(epochs.size() - 2).loss();
    return of(training, history.last().validationLoss(), best, baselineLoss, falling);
  }

  /**
   * Judges by the losses alone.
   *
   * @param training the loss on training data
   * @param validation the loss on other data at the end; may be not a number
   * @param best the lowest loss on other data
   * @param baseline what giving the same answer costs
   * @param falling whether the loss on training data still falls fast
   * @return what it came to
   */
  static FitVerdict of(
      double training, double validation, double best, double baseline, boolean falling) {
    boolean wide = validation - training > WIDE_GAP * baseline;
    boolean turned = validation > TURNED * best && validation > training;
    if (training > MUCH_LEFT * baseline) {
      return new FitVerdict(
          Kind.UNDERFITTING, training, validation, best, baseline, moreLearning(falling));
    }
    boolean over = wide || (turned && validation - best > WIDE_GAP / 3 * baseline);
    return new FitVerdict(
        over ? Kind.OVERFITTING : Kind.FINE,
        training,
        validation,
        best,
        baseline,
        over ? lessByHeart(turned) : List.of());
  }

  private static List<String> moreLearning(boolean falling) {
    String longer = "train longer: the loss still falls by more than 5 % an epoch";
    List<String> rest =
        List.of(
            "find a learning rate with LearningRateFinder",
            "a larger network, or less regularisation",
            "check the data: Recipe.overfitsOneBatch()");
    return falling ? List.of(longer, rest.get(0), rest.get(1), rest.get(2)) : rest;
  }

  private static List<String> lessByHeart(boolean turned) {
    String stop = "stop earlier: EarlyStopping keeps the best weights";
    List<String> rest =
        List.of("more data, or augmentation", "weight decay or dropout", "a smaller network");
    return turned ? List.of(stop, rest.get(0), rest.get(1), rest.get(2)) : rest;
  }

  /** The verdict with its numbers, in a sentence. */
  @Override
  public String toString() {
    String gap =
        Double.isNaN(validationLoss)
            ? "nothing is known of other data"
            : String.format(
                Locale.ROOT, "%.4g on other data (best %.4g)", validationLoss, bestValidationLoss);
    return String.format(
        Locale.ROOT,
        "%s: loss %.4g on training data, %s, %.4g for always the same answer",
        kind.name().toLowerCase(Locale.ROOT),
        trainingLoss,
        gap,
        baselineLoss);
  }
}
