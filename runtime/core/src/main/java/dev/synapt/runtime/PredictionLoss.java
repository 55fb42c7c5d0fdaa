package dev.synapt.runtime;

import dev.synapt.runtime.kernel.ClassLoss;
import dev.synapt.runtime.kernel.EntryLoss;
import java.util.List;

/**
 * What predictions cost by the loss that their network is trained with, so that figures on other
 * data can be compared with those of training. Immutable.
 *
 * <p>Predicted probabilities are taken as they are, in 32 bits: one below 1e-38 counts as that, and
 * those of a binary cross entropy above {@code 1 - 2^-24} as that. So a single loss over classes is
 * at most 87.5, while training, which sees logits, knows larger ones.
 */
public abstract class PredictionLoss {

  /** For this package. */
  PredictionLoss() {}

  /**
   * A loss over classes by labels.
   *
   * @param loss by probabilities, or by log-probabilities if it is made for these
   */
  public static PredictionLoss ofLabels(ClassLoss loss) {
    return new Labels(loss);
  }

  /**
   * A loss over classes by distributions; a label counts as certainty.
   *
   * @param loss by probabilities
   */
  public static PredictionLoss ofDistributions(ClassLoss loss) {
    return new Distributions(loss);
  }

  /**
   * A loss of each entry, of which the mean over entries is taken.
   *
   * @param loss by predictions
   */
  public static PredictionLoss ofEntries(EntryLoss loss) {
    return new Entries(loss, true);
  }

  /**
   * A loss of each entry, summed over those of a sample.
   *
   * @param loss by predictions
   */
  public static PredictionLoss ofSamples(EntryLoss loss) {
    return new Entries(loss, false);
  }

  /**
   * The losses of several outputs, each times its weight. Answers are rows of targets, see {@link
   * OutputSpec}. Of several batches it is the mean of theirs, by samples.
   *
   * @param losses one for each output
   * @param outputs where results and answers are
   */
  static PredictionLoss ofOutputs(List<PredictionLoss> losses, List<OutputSpec> outputs) {
    return new SeveralLosses(losses, outputs);
  }

  /** The same loss, summed over samples and entries: then the mean is over samples alone. */
  public PredictionLoss summed() {
    return new Summed(this);
  }

  /**
   * Whether answers of a kind can be judged.
   *
   * @param labels true for labels, false for targets
   */
  public abstract boolean judges(boolean labels);

  /** Whether a prediction is the logarithm of what the answers are, as log-probabilities are. */
  public abstract boolean ofLogarithms();

  /**
   * The same of one entry of a row of predictions, which several outputs may have of both kinds.
   *
   * @param entry from 0
   */
  public boolean ofLogarithms(int entry) {
    return ofLogarithms();
  }

  /** Whether predictions estimate the answers, or their logarithms; margins do not. */
  public abstract boolean ofEstimates();

  /**
   * The losses of a batch.
   *
   * @param predictions rows of {@code size} floats, as {@link InferenceNetwork#predictBatch} writes
   * @param size floats of a row
   * @param batch with the answers
   * @return the sum over its samples
   */
  public abstract double sum(float[] predictions, int size, Batch batch);

  /**
   * What the sum is divided by for the mean: 1 for each sample or entry, or the weights of labels.
   *
   * @param size floats of a row of predictions
   * @param batch with the answers
   */
  public abstract double weight(int size, Batch batch);

  private static final class Labels extends PredictionLoss {
    private final ClassLoss loss;

    Labels(ClassLoss loss) {
      this.loss = loss;
    }

    @Override
    public boolean judges(boolean labels) {
      return labels;
    }

    @Override
    public boolean ofLogarithms() {
      return loss.takesLogarithms();
    }

    @Override
    public boolean ofEstimates() {
      return true;
    }

    @Override
    public double sum(float[] predictions, int size, Batch batch) {
      double sum = 0;
      for (int i = 0; i < batch.size(); i++) {
        sum += loss.ofPredictions(predictions, i * size, batch.labels(), i * loss.positions());
      }
      return sum;
    }

    @Override
    public double weight(int size, Batch batch) {
      return loss.weight(batch.labels(), batch.size());
    }
  }

  private static final class Distributions extends PredictionLoss {
    private final ClassLoss loss;

    Distributions(ClassLoss loss) {
      this.loss = loss;
    }

    @Override
    public boolean judges(boolean labels) {
      return true;
    }

    @Override
    public boolean ofLogarithms() {
      return loss.takesLogarithms();
    }

    @Override
    public boolean ofEstimates() {
      return true;
    }

    @Override
    public double sum(float[] predictions, int size, Batch batch) {
      if (batch.hasLabels()) {
        return ofLabels(loss).sum(predictions, size, batch);
      }
      double sum = 0;
      for (int i = 0; i < batch.size(); i++) {
        sum += loss.ofPredictions(predictions, i * size, batch.targets(), i * size);
      }
      return sum;
    }

    @Override
    public double weight(int size, Batch batch) {
      return (double) batch.size() * loss.positions();
    }
  }

  private static final class Entries extends PredictionLoss {
    private final EntryLoss loss;
    private final boolean mean;

    Entries(EntryLoss loss, boolean mean) {
      this.loss = loss;
      this.mean = mean;
    }

    @Override
    public boolean judges(boolean labels) {
      return !labels;
    }

    @Override
    public boolean ofLogarithms() {
      return loss.takesLogarithms();
    }

    @Override
    public boolean ofEstimates() {
      return loss.estimates();
    }

    @Override
    public double sum(float[] predictions, int size, Batch batch) {
      double sum = 0;
      for (int i = 0; i < batch.size(); i++) {
        sum += loss.ofPredictions(predictions, i * size, size, batch.targets(), i * size);
      }
      return sum;
    }

    @Override
    public double weight(int size, Batch batch) {
      return (double) batch.size() * (mean ? size : 1);
    }
  }

  private static final class Summed extends PredictionLoss {
    private final PredictionLoss loss;

    Summed(PredictionLoss loss) {
      this.loss = loss;
    }

    @Override
    public boolean judges(boolean labels) {
      return loss.judges(labels);
    }

    @Override
    public boolean ofLogarithms() {
      return loss.ofLogarithms();
    }

    @Override
    public boolean ofEstimates() {
      return loss.ofEstimates();
    }

    @Override
    public double sum(float[] predictions, int size, Batch batch) {
      return loss.sum(predictions, size, batch);
    }

    @Override
    public double weight(int size, Batch batch) {
      return batch.size();
    }
  }
}
