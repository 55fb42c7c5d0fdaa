package dev.synapt.runtime.kernel;

/**
 * Cross entropy with everything that {@link CrossEntropy} does without: positions of an image,
 * weights of classes, smoothed labels, a label that does not count, distributions as targets.
 * PyTorch's {@code CrossEntropyLoss} and, for log-probabilities, {@code NLLLoss}. Immutable.
 */
public final class ClassLoss {

  /** Keeps the logarithm of a predicted probability finite; about the smallest normal float. */
  private static final double LEAST_PROBABILITY = 1e-38;

  private final int classes;
  private final int positions;
  private final boolean logits;
  private final float smoothing;
  private final float[] weights;
  private final boolean ignores;
  private final int ignored;

  private ClassLoss(
      int classes,
      int positions,
      boolean logits,
      float smoothing,
      float[] weights,
      boolean ignores,
      int ignored) {
    this.classes = classes;
    this.positions = positions;
    this.logits = logits;
    this.smoothing = smoothing;
    this.weights = weights;
    this.ignores = ignores;
    this.ignored = ignored;
  }

  /**
   * A loss from logits.
   *
   * @param classes classes; a row has the logits of the first class at all positions, then those of
   *     the next
   * @param positions positions of an image; 1 for a vector
   */
  public static ClassLoss ofLogits(int classes, int positions) {
    return new ClassLoss(classes, positions, true, 0, ones(classes), false, 0);
  }

  /** A loss from log-probabilities: minus that of the label. */
  public static ClassLoss ofLogProbabilities(int classes, int positions) {
    return new ClassLoss(classes, positions, false, 0, ones(classes), false, 0);
  }

  private static float[] ones(int classes) {
    float[] ones = new float[classes];
    java.util.Arrays.fill(ones, 1f);
    return ones;
  }

  /** With targets {@code (1 - smoothing) target + smoothing / classes}. */
  public ClassLoss smoothing(float share) {
    return new ClassLoss(classes, positions, logits, share, weights, ignores, ignored);
  }

  /** With a factor for each class. */
  public ClassLoss weights(float... factors) {
    return new ClassLoss(classes, positions, logits, smoothing, factors.clone(), ignores, ignored);
  }

  /** With a label that counts nowhere: no loss, no gradient, no part of the mean. */
  public ClassLoss ignoring(int label) {
    return new ClassLoss(classes, positions, logits, smoothing, weights, true, label);
  }

  /**
   * The factor of the mean over labels: one by the sum of the weights of those that count.
   *
   * @param labels those of a batch
   * @param samples samples of the batch
   */
  public float mean(int[] labels, int samples) {
    return mean(labels, 0, samples);
  }

  /**
   * The same of labels that begin somewhere.
   *
   * @param labelAt where those of the batch begin
   */
  public float mean(int[] labels, int labelAt, int samples) {
    return (float) (1 / weight(labels, labelAt, samples));
  }

  /**
   * What the mean over labels divides by: the sum of the weights of those that count.
   *
   * @param labels those of a batch
   * @param samples samples of the batch
   */
  public double weight(int[] labels, int samples) {
    return weight(labels, 0, samples);
  }

  private double weight(int[] labels, int labelAt, int samples) {
    double sum = 0;
    for (int i = labelAt; i < labelAt + samples * positions; i++) {
      sum += counts(labels[i]) ? weights[labels[i]] : 0;
    }
    return sum;
  }

  /** Positions of an image; 1 for a vector. */
  public int positions() {
    return positions;
  }

  /** Whether it is of log-probabilities. */
  public boolean takesLogarithms() {
    return !logits;
  }

  /** Whether a label counts: it is not the one that is ignored. */
  public boolean counts(int label) {
    return !ignores || label != ignored;
  }

  /**
   * The loss of one row of predictions, without gradients: of probabilities where {@link #ofLogits}
   * takes logits.
   *
   * @param y predictions, of the first class at all positions, then of the next
   * @param at where the row begins
   * @param labels labels of the row, from {@code labelAt}
   * @return the sum over the positions
   */
  public double ofPredictions(float[] y, int at, int[] labels, int labelAt) {
    double loss = 0;
    for (int p = 0; p < positions; p++) {
      int label = labels[labelAt + p];
      for (int c = 0; counts(label) && c < classes; c++) {
        float share = smoothing / classes + (c == label ? 1f - smoothing : 0);
        loss -= share == 0 ? 0 : weights[c] * share * log(y[at + c * positions + p]);
      }
    }
    return loss;
  }

  /**
   * The loss of one row of predictions by distributions, laid out as the predictions.
   *
   * @param y as above
   * @param targets the distributions, from {@code targetAt}
   * @return the sum over the positions
   */
  public double ofPredictions(float[] y, int at, float[] targets, int targetAt) {
    double loss = 0;
    for (int p = 0; p < positions; p++) {
      for (int c = 0; c < classes; c++) {
        float target = target(targets, targetAt + p, c);
        loss -= target == 0 ? 0 : target * log(y[at + c * positions + p]);
      }
    }
    return loss;
  }

  private double log(float prediction) {
    return logits ? Math.log(Math.max(prediction, LEAST_PROBABILITY)) : prediction;
  }

  /**
   * The gradient of each row of a slice by labels, zeros in rows without a sample.
   *
   * @param values holds the rows from {@code x}, {@code stride} apart
   * @param labels the labels of the batch, {@code [samples][positions]}
   * @param slice which slice
   * @param rows rows with a sample, at most 16
   * @param scale what the sum over the labels is multiplied by
   * @param dx where in {@code values} the gradient goes, laid out as {@code x}
   * @param correct {@code correct[slice]} takes how many labels are those of the largest entry
   * @return the loss
   */
  public double forward(
      float[] values,
      int x,
      int stride,
      int[] labels,
      int slice,
      int rows,
      float scale,
      int dx,
      int[] correct) {
    int first = TrainingCode.SLICE * slice * positions;
    return forward(values, x, stride, labels, first, rows, scale, dx, correct, slice);
  }

  /**
   * The same for one of several outputs.
   *
   * @param labelAt where the labels of the slice begin
   * @param correctAt where in {@code correct} the number of right labels goes
   */
  public double forward(
      float[] values,
      int x,
      int stride,
      int[] labels,
      int labelAt,
      int rows,
      float scale,
      int dx,
      int[] correct,
      int correctAt) {
    double loss = 0;
    int right = 0;
    for (int r = 0; r < rows; r++) {
      for (int p = 0; p < positions; p++) {
        int label = labels[labelAt + r * positions + p];
        int at = x + r * stride + p;
        int to = dx + r * stride + p;
        if (counts(label)) {
          right += argmax(values, at) == label ? 1 : 0;
          loss +=
              logits ? ofLogits(values, at, label, scale, to) : of(values, at, label, scale, to);
        } else {
          fill(values, to, 0f);
        }
      }
    }
    CrossEntropy.clear(values, dx, stride, classes * positions, rows);
    correct[correctAt] = right;
    return loss * scale;
  }

  /** Minus the log-probability of the label. */
  private double of(float[] values, int at, int label, float scale, int to) {
    fill(values, to, 0f);
    values[to + label * positions] = -scale * weights[label];
    return -(double) weights[label] * values[at + label * positions];
  }

  private double ofLogits(float[] values, int at, int label, float scale, int to) {
    double log = probabilities(values, at, to);
    float share = smoothing / classes;
    double loss = 0;
    float all = 0;
    for (int c = 0; c < classes; c++) {
      float target = weights[c] * (c == label ? 1f - smoothing + share : share);
      loss += target * (log - values[at + c * positions]);
      all += target;
    }
    for (int c = 0; c < classes; c++) {
      float target = weights[c] * (c == label ? 1f - smoothing + share : share);
      int i = to + c * positions;
      values[i] = scale * Math.fma(values[i], all, -target);
    }
    return loss;
  }

  /**
   * The gradient of each row of a slice by distributions, laid out as {@link #forward}.
   *
   * @param targets the distributions, rows of classes by positions from {@code targetAt}, without
   *     gaps
   */
  public double distributions(
      float[] values,
      int x,
      int stride,
      float[] targets,
      int targetAt,
      int rows,
      float scale,
      int dx) {
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      for (int p = 0; p < positions; p++) {
        int target = targetAt + r * classes * positions + p;
        loss +=
            distribution(values, x + r * stride + p, targets, target, scale, dx + r * stride + p);
      }
    }
    CrossEntropy.clear(values, dx, stride, classes * positions, rows);
    return loss * scale;
  }

  private double distribution(
      float[] values, int at, float[] targets, int targetAt, float scale, int to) {
    double log = probabilities(values, at, to);
    double loss = 0;
    float all = 0;
    for (int c = 0; c < classes; c++) {
      float target = target(targets, targetAt, c);
      loss += target * (log - values[at + c * positions]);
      all += target;
    }
    for (int c = 0; c < classes; c++) {
      int i = to + c * positions;
      values[i] = scale * Math.fma(values[i], all, -target(targets, targetAt, c));
    }
    return loss;
  }

  private float target(float[] targets, int at, int c) {
    return weights[c] * Math.fma(1f - smoothing, targets[at + c * positions], smoothing / classes);
  }

  /** Writes the softmax of a position and gives {@code log(sum exp x)}. */
  private double probabilities(float[] values, int at, int to) {
    float max = values[at];
    for (int c = 1; c < classes; c++) {
      max = Math.max(max, values[at + c * positions]);
    }
    float sum = 0;
    for (int c = 0; c < classes; c++) {
      float e = FloatMath.exp(values[at + c * positions] - max);
      values[to + c * positions] = e;
      sum += e;
    }
    for (int c = 0; c < classes; c++) {
      values[to + c * positions] /= sum;
    }
    return max + StrictMath.log(sum);
  }

  private int argmax(float[] values, int at) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = values[at + c * positions] > values[at + best * positions] ? c : best;
    }
    return best;
  }

  private void fill(float[] values, int to, float value) {
    for (int c = 0; c < classes; c++) {
      values[to + c * positions] = value;
    }
  }
}
