package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Dataset;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that find most mistakes before a long training does (after Karpathy, "A Recipe for
 * Training Neural Networks", 2019). Each starts from the trainer's state when the recipe was made,
 * and leaves it as it was, bit for bit.
 *
 * <pre>{@code
 * try (var trainer = new LeNet5Trainer()) {
 *   new Recipe<>(trainer, train)
 *       .validation(validation).epochs(3).folds(3)
 *       .run().forEach(System.out::println);
 * }
 * }</pre>
 *
 * @param <W> the weights of the network
 */
public final class Recipe<W extends Weights> {

  private final RestoredTrainer<W> restored;
  private final Dataset data;
  private Dataset validation;
  private int epochs = 3;
  private int folds = 1;

  /**
   * A recipe.
   *
   * @param trainer with its optimizer and, if the data needs one, its normaliser; freshly
   *     initialised
   * @param data the training data, at least two samples
   */
  public Recipe(Trainer<W> trainer, Dataset data) {
    if (data.size() < 2) {
      throw new IllegalArgumentException("the checks need two samples, not " + data.size());
    }
    this.restored = new RestoredTrainer<>(trainer);
    this.data = data;
  }

  /**
   * Adds the checks of a short training: {@link #trained()}.
   *
   * @param samples that are not among the training data, at least one
   * @return this
   */
  public Recipe<W> validation(Dataset samples) {
    if (samples.size() == 0) {
      throw new IllegalArgumentException("the validation data has no samples");
    }
    validation = samples;
    return this;
  }

  /**
   * How long the short trainings are; 3 unless set. All are at the optimizer's learning rate.
   *
   * @param count at least 1
   * @return this
   */
  public Recipe<W> epochs(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("epochs must be at least 1, but is " + count);
    }
    epochs = count;
    return this;
  }

  /**
   * Adds {@link #biasAndVariance()} if there are several; 1 unless set.
   *
   * @param count 1 to the number of training samples
   * @return this
   */
  public Recipe<W> folds(int count) {
    if (count < 1 || count > data.size()) {
      throw new IllegalArgumentException(
          "folds must be 1 to %d (the samples), but is %d".formatted(data.size(), count));
    }
    folds = count;
    return this;
  }

  /**
   * Makes all checks for which there is data.
   *
   * @return what they found, in the order in which to read it
   */
  public List<Finding> run() {
    List<Finding> findings =
        new ArrayList<>(
            List.of(
                initialLoss(), noLeakage(), overfitsOneBatch(), inputMatters(), learningRate()));
    if (validation != null) {
      findings.addAll(trained());
    }
    if (folds > 1) {
      findings.add(biasAndVariance());
    }
    return List.copyOf(findings);
  }

  /**
   * Before training no class is known to be likelier, so that the loss should be {@code -ln(1 /
   * classes)}: within a quarter. A larger one means that the last layer begins with too large
   * weights, or that the inputs are not normalised.
   *
   * @return skipped without labels
   */
  public Finding initialLoss() {
    return new BeginningChecks(restored, data).initialLoss();
  }

  /**
   * What the network makes of a sample must not depend on the others of its batch, bit for bit.
   * Where batch norm mixes samples while training, as it should, predictions are looked at.
   *
   * @return passed if no output of another sample changed
   */
  public Finding noLeakage() {
    return new BeginningChecks(restored, data).noLeakage();
  }

  /**
   * A network that cannot learn a handful of samples by heart cannot learn at all: {@value
   * LearningChecks#SAMPLES} samples (fewer if the data or the batch has fewer), {@value
   * LearningChecks#OVERFITTING_STEPS} steps.
   *
   * @return passed if all samples are classified correctly, or if the loss of targets is below 1 %
   *     of that before
   */
  public Finding overfitsOneBatch() {
    return new LearningChecks(restored, data).overfitsOneBatch();
  }

  /**
   * The same training on samples that are all zero must do worse: otherwise the network does not
   * look at its input.
   *
   * @return passed if the real samples give a lower loss after {@value
   *     LearningChecks#COMPARED_STEPS} steps
   */
  public Finding inputMatters() {
    return new LearningChecks(restored, data).inputMatters();
  }

  /**
   * Sweeps the learning rate, see {@link LearningRateFinder}, and compares the optimizer's with
   * what came out.
   *
   * @return passed if the loss falls, and the optimizer's rate is at most that with the lowest loss
   *     and at least a hundredth of the suggested one
   */
  public Finding learningRate() {
    return new LearningChecks(restored, data).learningRate();
  }

  /**
   * Trains for some epochs and judges the network on the validation data, by two checks. It must be
   * better than always giving the same answer and no worse than a linear model, see {@link
   * Baselines}: by accuracy for labels (below the linear model's by a standard error at most), else
   * by the mean squared error, whatever the loss. And it must fit, see {@link FitVerdict}: by the
   * network's own loss.
   *
   * @return both; failed if the training ends with a loss that is not finite
   * @throws IllegalStateException without {@link #validation}
   */
  public List<Finding> trained() {
    if (validation == null) {
      throw new IllegalStateException("there is no validation data; call validation(...) before");
    }
    return trainings().onOtherData(validation);
  }

  /**
   * Repeats the short training with {@link #folds}, see {@link CrossValidation}. They are divided
   * at random, and by class where samples have one; for series, whose samples overlap, divide by
   * time instead.
   *
   * @return passed if the mean losses tell neither of bias nor of variance
   * @throws IllegalStateException without {@link #folds}
   */
  public Finding biasAndVariance() {
    if (folds < 2) {
      throw new IllegalStateException("there is a single fold; call folds(...) before");
    }
    return trainings().biasAndVariance(folds);
  }

  private TrainedChecks<W> trainings() {
    return new TrainedChecks<>(restored, data, epochs);
  }
}
