package dev.synapt.testing;

/** The loss of a batch and its gradient by the network's outputs. */
final class LossPass {

  private final Loss loss;
  private final LossSettings settings;
  private final int samples;
  private final double[] x;
  private final double[] dx;
  private final int positions;
  private double sum;
  private double counted;

  LossPass(Loss loss, LossSettings settings, double[] x, int samples) {
    this.loss = loss;
    this.settings = settings;
    this.samples = samples;
    this.x = x;
    this.dx = new double[x.length];
    this.positions = x.length / (samples * settings.channels());
  }

  /**
   * Computes both; {@code labels} or {@code targets} is read, as the loss is one of classes or not.
   */
  void run(int[] labels, float[] targets, Branches branches) {
    if (loss.hasClasses()) {
      for (int place = 0; place < samples * positions; place++) {
        classes(place, labels, targets);
      }
    } else {
      entries(targets, branches);
    }
    double scale = settings.mean() ? 1 / counted : 1;
    sum *= scale;
    for (int i = 0; i < dx.length; i++) {
      dx[i] *= scale;
    }
  }

  double sum() {
    return sum;
  }

  double[] gradient() {
    return dx;
  }

  private void classes(int place, int[] labels, float[] targets) {
    double[] target = new double[settings.channels()];
    if (!loss.hasLabels()) {
      counted++;
      for (int c = 0; c < target.length; c++) {
        target[c] = targets[at(place, c)];
      }
    } else if (settings.ignores(labels[place])) {
      return;
    } else {
      counted += settings.weight(labels[place]);
      target[labels[place]] = 1;
    }
    double smoothing = settings.labelSmoothing();
    for (int c = 0; c < target.length; c++) {
      target[c] = settings.weight(c) * ((1 - smoothing) * target[c] + smoothing / target.length);
    }
    place(place, target);
  }

  /** Of one position whose weighted targets are given. */
  private void place(int place, double[] target) {
    double[] logs = new double[target.length];
    double all = 0;
    for (int c = 0; c < target.length; c++) {
      logs[c] = x[at(place, c)];
      all += target[c];
    }
    if (loss.appliesSoftmax()) {
      Softmax.logarithms(logs);
    }
    for (int c = 0; c < target.length; c++) {
      sum -= target[c] * logs[c];
      double probability = loss.appliesSoftmax() ? Math.exp(logs[c]) : 0;
      dx[at(place, c)] = probability * all - target[c];
    }
  }

  private int at(int place, int channel) {
    return (place / positions * settings.channels() + channel) * positions + place % positions;
  }

  private void entries(float[] targets, Branches branches) {
    double delta = settings.delta();
    for (int i = 0; i < x.length; i++) {
      double weight = settings.weight(i / positions % settings.channels());
      branches.note(loss.piece(x[i], targets[i], delta));
      sum += loss.value(x[i], targets[i], weight, delta);
      dx[i] = loss.slope(x[i], targets[i], weight, delta);
    }
    counted = loss == Loss.KL_DIVERGENCE ? samples : x.length;
  }
}
