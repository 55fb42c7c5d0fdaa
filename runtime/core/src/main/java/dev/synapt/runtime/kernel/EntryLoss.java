package dev.synapt.runtime.kernel;

/**
 * A loss that compares each prediction with a target of its own: value and gradient at once.
 * Immutable.
 */
public abstract class EntryLoss {

  /** For this package. */
  EntryLoss() {}

  /**
   * The loss of one entry.
   *
   * @param x the prediction
   * @param t the target
   * @param entry its position in the row
   */
  abstract double value(float x, float t, int entry);

  /** The derivative of the loss of one entry by the prediction. */
  abstract float slope(float x, float t, int entry);

  /**
   * The loss of one entry from what the network predicts; the same unless the network predicts
   * something else than it is trained on.
   */
  double ofPrediction(float y, float t, int entry) {
    return value(y, t, entry);
  }

  /** Whether predictions are logarithms of the targets. */
  public boolean takesLogarithms() {
    return false;
  }

  /** Whether predictions, or what they are logarithms of, should be the targets. */
  public boolean estimates() {
    return true;
  }

  /** {@code (x - t)^2}. PyTorch's {@code MSELoss}. */
  public static EntryLoss squaredError() {
    return new Squared();
  }

  /** {@code |x - t|}; the derivative at 0 is 0. PyTorch's {@code L1Loss}. */
  public static EntryLoss absoluteError() {
    return new AbsoluteError();
  }

  /**
   * {@code e^2 / 2} for errors up to delta, else {@code delta (|e| - delta / 2)}. PyTorch's {@code
   * HuberLoss}.
   *
   * @param delta greater than 0
   */
  public static EntryLoss huber(float delta) {
    return new Huber(delta, 1);
  }

  /**
   * {@code e^2 / (2 beta)} for errors below beta, else {@code |e| - beta / 2}. PyTorch's {@code
   * SmoothL1Loss}.
   *
   * @param beta greater than 0
   */
  public static EntryLoss smoothL1(float beta) {
    return new Huber(beta, beta);
  }

  /**
   * {@code -w t log s(x) - (1 - t) log(1 - s(x))} with the sigmoid s, from logits. PyTorch's {@code
   * BCEWithLogitsLoss}.
   *
   * @param positions entries of a channel
   * @param weights w of each channel; 1 when there are none
   */
  public static EntryLoss binaryCrossEntropy(int positions, float... weights) {
    return new BinaryCrossEntropy(positions, weights.clone());
  }

  /** {@code t (log t - x)} of log-probabilities x, 0 where t is 0. PyTorch's {@code KLDivLoss}. */
  public static EntryLoss klDivergence() {
    return new KlDivergence();
  }

  /** {@code max(0, 1 - t x)} of targets -1 and 1. */
  public static EntryLoss hinge() {
    return new Hinge();
  }

  /**
   * The gradient of each row of a slice, zeros in rows without a sample.
   *
   * @param values holds predictions, rows of {@code entries} from {@code x}, {@code stride} apart
   * @param targets rows of {@code entries} from {@code targetAt}, without gaps
   * @param rows rows with a sample, at most 16
   * @param scale what the sum over the entries is multiplied by
   * @param dx where in {@code values} the gradient goes, laid out as the predictions
   * @return the sum over the entries, times scale
   */
  public final double forward(
      float[] values,
      int x,
      int stride,
      int entries,
      float[] targets,
      int targetAt,
      int rows,
      float scale,
      int dx) {
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      int row = r * stride;
      int target = targetAt + r * entries;
      for (int i = 0; i < entries; i++) {
        float prediction = values[x + row + i];
        values[dx + row + i] = scale * slope(prediction, targets[target + i], i);
        loss += value(prediction, targets[target + i], i);
      }
    }
    CrossEntropy.clear(values, dx, stride, entries, rows);
    return loss * scale;
  }

  /**
   * The loss of one row of predictions, without gradients: of probabilities where {@link
   * #binaryCrossEntropy} takes logits.
   *
   * @param y predictions, {@code entries} from {@code at}
   * @param targets {@code entries} from {@code targetAt}
   * @return the sum over the entries
   */
  public final double ofPredictions(float[] y, int at, int entries, float[] targets, int targetAt) {
    double loss = 0;
    for (int i = 0; i < entries; i++) {
      loss += ofPrediction(y[at + i], targets[targetAt + i], i);
    }
    return loss;
  }

  private static final class Squared extends EntryLoss {
    @Override
    double value(float x, float t, int entry) {
      double error = (double) x - t;
      return error * error;
    }

    @Override
    float slope(float x, float t, int entry) {
      return 2f * (x - t);
    }
  }

  private static final class AbsoluteError extends EntryLoss {
    @Override
    double value(float x, float t, int entry) {
      return Math.abs((double) x - t);
    }

    @Override
    float slope(float x, float t, int entry) {
      return Math.signum(x - t);
    }
  }

  private static final class Huber extends EntryLoss {
    private final float delta;
    private final float divisor;

    Huber(float delta, float divisor) {
      this.delta = delta;
      this.divisor = divisor;
    }

    @Override
    double value(float x, float t, int entry) {
      double error = Math.abs((double) x - t);
      return (error <= delta ? error * error / 2 : delta * (error - delta / 2)) / divisor;
    }

    @Override
    float slope(float x, float t, int entry) {
      return Math.max(-delta, Math.min(delta, x - t)) / divisor;
    }
  }

  private static final class BinaryCrossEntropy extends EntryLoss {
    /** As far as a float can be from 1, so that the logarithm is finite. */
    private static final double NEAREST_TO_ONE = 1 - 0x1p-24;

    private static final double NEAREST_TO_ZERO = 1e-38;

    private final int positions;
    private final float[] weights;

    BinaryCrossEntropy(int positions, float[] weights) {
      this.positions = positions;
      this.weights = weights;
    }

    private float weight(float t, int entry) {
      return weights.length == 0 ? 1 : Math.fma(weights[entry / positions] - 1, t, 1);
    }

    /** {@code (1 - t) x + w log(1 + exp(-x))}, in parts that do not overflow. */
    @Override
    double value(float x, float t, int entry) {
      double soft = Math.max(-x, 0) + FloatMath.log1p(FloatMath.exp(-Math.abs(x)));
      return (1.0 - t) * x + weight(t, entry) * soft;
    }

    @Override
    double ofPrediction(float y, float t, int entry) {
      double p = Math.clamp(y, NEAREST_TO_ZERO, NEAREST_TO_ONE);
      float w = weights.length == 0 ? 1 : weights[entry / positions];
      return -(double) w * t * Math.log(p) - (1.0 - t) * Math.log1p(-p);
    }

    @Override
    float slope(float x, float t, int entry) {
      float negative = 1f / (1f + FloatMath.exp(x));
      return (1f - t) - weight(t, entry) * negative;
    }
  }

  private static final class KlDivergence extends EntryLoss {
    @Override
    public boolean takesLogarithms() {
      return true;
    }

    @Override
    double value(float x, float t, int entry) {
      return t > 0 ? t * (StrictMath.log(t) - x) : 0;
    }

    @Override
    float slope(float x, float t, int entry) {
      return t > 0 ? -t : 0;
    }
  }

  private static final class Hinge extends EntryLoss {
    @Override
    public boolean estimates() {
      return false;
    }

    @Override
    double value(float x, float t, int entry) {
      return Math.max(0, 1 - (double) t * x);
    }

    @Override
    float slope(float x, float t, int entry) {
      return t * x < 1 ? -t : 0;
    }
  }
}
