package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.training.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How well a way of training does, and by how much that is chance: it is repeated, each time on all
 * parts of the data but one, and judged on that one.
 *
 * <p>The mean loss on the parts trained on tells of the bias: what the network cannot express or
 * did not learn. The gap to the mean loss on the other parts tells of the variance: what it learned
 * of the samples that it happened to see.
 *
 * @param folds the figures of each repetition
 * @param verdict by the mean losses
 */
public record CrossValidation(List<Fold> folds, FitVerdict verdict) {

  /** Copies the list. */
  public CrossValidation {
    folds = List.copyOf(folds);
  }

  /**
   * One repetition.
   *
   * @param training on the samples trained on
   * @param validation on the others
   */
  public record Fold(Evaluation training, Evaluation validation) {}

  /** Trains a network anew. */
  @FunctionalInterface
  public interface Learner {

    /**
     * Trains.
     *
     * @param train samples to train on
     * @param fold which repetition, from 0: for a seed of its own
     * @return the trained network
     */
    InferenceNetwork train(Dataset train, int fold);
  }

  /**
   * Repeats a training.
   *
   * @param splits for example {@code Splits.folds(data, 5, 1)}
   * @param learner trains on the first part of a split
   * @return the figures
   */
  public static CrossValidation run(List<Dataset.Split> splits, Learner learner) {
    if (splits.isEmpty()) {
      throw new IllegalArgumentException("there are no folds");
    }
    List<Fold> folds = new ArrayList<>();
    double baseline = 0;
    for (int i = 0; i < splits.size(); i++) {
      Dataset train = splits.get(i).first();
      Dataset validation = splits.get(i).second();
      InferenceNetwork network = learner.train(train, i);
      folds.add(new Fold(Evaluation.of(network, train), Evaluation.of(network, validation)));
      baseline += ConstantAnswer.loss(network, train, validation) / splits.size();
    }
    double training = mean(folds, fold -> fold.training().loss());
    double validation = mean(folds, fold -> fold.validation().loss());
    return new CrossValidation(
        folds, FitVerdict.of(training, validation, validation, baseline, false));
  }

  private static double mean(List<Fold> folds, ToDoubleFunction<Fold> figure) {
    return folds.stream().mapToDouble(figure).average().orElseThrow();
  }

  /**
   * The mean of a figure over the folds.
   *
   * @param figure for example {@code fold -> fold.validation().accuracy()}
   */
  public double mean(ToDoubleFunction<Fold> figure) {
    return mean(folds, figure);
  }

  /**
   * The standard deviation of a figure over the folds, with n - 1 below.
   *
   * @param figure as above
   * @return not a number for a single fold
   */
  public double deviation(ToDoubleFunction<Fold> figure) {
    double mean = mean(figure);
    double squares =
        folds.stream().mapToDouble(figure).map(value -> (value - mean) * (value - mean)).sum();
    return folds.size() < 2 ? Double.NaN : Math.sqrt(squares / (folds.size() - 1));
  }

  /** Mean and deviation of the losses, and the verdict. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d folds: loss %.4g ± %.2g on training data (bias), %.4g ± %.2g on other data, gap %.4g"
            + " (variance); %s",
        folds.size(),
        mean(fold -> fold.training().loss()),
        deviation(fold -> fold.training().loss()),
        mean(fold -> fold.validation().loss()),
        deviation(fold -> fold.validation().loss()),
        mean(fold -> fold.validation().loss() - fold.training().loss()),
        verdict);
  }
}
