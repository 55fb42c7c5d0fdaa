package dev.synapt.runtime.optimizer;

import dev.synapt.runtime.kernel.TensorLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The update of one network's weights by an optimizer: what a trainer does after the gradients are
 * there. The work is cut into phases; within a phase threads do not depend on each other, between
 * phases all wait. Most optimizers have one phase. Neither the number of threads nor the place of
 * the tensors in memory changes a bit of the result, and an update allocates nothing.
 */
public final class WeightUpdate {

  /** Threads divide the weights at multiples of a cache line: 16 floats. */
  private static final int LINE = 16;

  private final List<Segment> segments = new ArrayList<>();
  private final List<RowLimit> limits = new ArrayList<>();
  private final List<Phase> phases = new ArrayList<>();
  private final float[] weights;
  private final float[] gradients;
  private final float[][] state;
  private final int end;
  private final GradientNorm norm;

  private interface Phase {
    void run(int worker, int workers);
  }

  /**
   * Plans the update.
   *
   * @param optimizer the rule and its options
   * @param tensors that are trained, in the order in which they lie in the arrays
   * @param weights all tensors and the zeros between them
   * @param gradients of the weights, at the same places; what lies between tensors is 0
   * @param state {@link Optimizer#stateSlots()} arrays, which reach as far as the tensors
   * @throws IllegalArgumentException if a group of the options selects no tensor
   */
  public WeightUpdate(
      Optimizer optimizer,
      List<TrainedTensor> tensors,
      float[] weights,
      float[] gradients,
      float[][] state) {
    this.weights = weights;
    this.gradients = gradients;
    this.state = state;
    this.end = tensors.isEmpty() ? 0 : paddedEnd(tensors.getLast().layout());
    UpdateOptions options =
        optimizer instanceof UpdateRule<?> rule ? rule.options() : UpdateOptions.NONE;
    options.requireGroupsExist(tensors);
    List<TrainedTensor> moving =
        tensors.stream().filter(tensor -> !options.settings(tensor).isFrozen()).toList();
    divide(optimizer, options, tensors);
    for (TrainedTensor tensor : moving) {
      TensorSettings settings = options.settings(tensor);
      if (settings.isLimited()) {
        limits.add(new RowLimit(new TensorRows(tensor), settings.regularization().maxNorm()));
      }
    }
    this.norm =
        options.clipping().looksAtNorms() ? new GradientNorm(options.clipping(), moving) : null;
    planPhases(options, moving);
  }

  private static int paddedEnd(TensorLayout layout) {
    int span = layout.end() - layout.offset();
    return layout.offset() + (span + LINE - 1) / LINE * LINE;
  }

  /** Tensors with the same numbers become one segment, with the zeros behind each of them. */
  private void divide(Optimizer rule, UpdateOptions options, List<TrainedTensor> tensors) {
    int from = 0;
    for (int t = 0; t < tensors.size(); t++) {
      boolean last = t == tensors.size() - 1;
      TensorSettings settings = options.settings(tensors.get(t));
      if (last || !continues(options, settings, tensors.get(t + 1))) {
        int to = last ? end : tensors.get(t + 1).layout().offset();
        if (!settings.isFrozen()) {
          segments.add(new Segment(rule, options, settings, from, to));
        }
        from = to;
      }
    }
  }

  private static boolean continues(
      UpdateOptions options, TensorSettings settings, TrainedTensor next) {
    return !options.clipping().byNorm() && settings.equals(options.settings(next));
  }

  private void planPhases(UpdateOptions options, List<TrainedTensor> moving) {
    boolean penalties = moving.stream().anyMatch(tensor -> options.settings(tensor).isPenalised());
    if (penalties || options.maximize() || options.clipping().byValue()) {
      phases.add(this::prepare);
    }
    if (norm != null) {
      phases.add((worker, workers) -> norm.sum(gradients, worker, workers));
      phases.add((worker, workers) -> norm.combine(worker));
    }
    phases.add(this::step);
    if (!limits.isEmpty()) {
      phases.add(this::limit);
    }
  }

  /**
   * Sets the numbers of the next update.
   *
   * @param number which update it is, from 1
   * @param learningRate before the factors of groups
   * @param momentum see {@link Optimizer#momentum}
   */
  public void begin(long number, float learningRate, double momentum) {
    for (int i = 0; i < segments.size(); i++) {
      segments.get(i).begin(number, learningRate, momentum);
    }
  }

  /**
   * The number of phases.
   *
   * @return at least 1
   */
  public int phases() {
    return phases.size();
  }

  /**
   * Does one worker's part of a phase.
   *
   * @param phase from 0
   * @param worker from 0
   * @param workers how many there are
   */
  public void phase(int phase, int worker, int workers) {
    phases.get(phase).run(worker, workers);
  }

  private void prepare(int worker, int workers) {
    int from = border(worker, workers);
    int to = border(worker + 1, workers);
    for (int i = 0; i < segments.size(); i++) {
      segments.get(i).prepare(weights, gradients, from, to);
    }
  }

  private void step(int worker, int workers) {
    int from = border(worker, workers);
    int to = border(worker + 1, workers);
    for (int i = 0; i < segments.size(); i++) {
      float scale = norm == null ? 1 : norm.scale(i);
      segments.get(i).update(weights, gradients, state, from, to, scale);
    }
  }

  private void limit(int worker, int workers) {
    for (int i = 0; i < limits.size(); i++) {
      limits.get(i).apply(weights, worker, workers);
    }
  }

  private int border(int worker, int workers) {
    long lines = end / LINE;
    return worker == workers ? end : LINE * (int) (lines * worker / workers);
  }
}
