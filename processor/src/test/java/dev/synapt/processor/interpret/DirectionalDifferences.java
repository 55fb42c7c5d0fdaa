package dev.synapt.processor.interpret;

import dev.synapt.processor.lower.Differentiation;
import dev.synapt.processor.lower.OpGraph;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A whole gradient measured at the price of two losses for each tensor: along one random direction,
 * in which every entry takes part.
 */
public final class DirectionalDifferences {

  /** Where the larger step goes over a kink of ReLU or pooling, a smaller one does not. */
  private static final double[] STEPS = {1e-6, 1e-7, 1e-8};

  /** Of what the entries of a gradient add up to. */
  private static final double CLOSE = 1e-6;

  /** How far a loss of 1 may be rounded. */
  private static final double ROUNDING = 2e-14;

  private final OpGraph forward;
  private final Map<String, Tensor> parameters;
  private final Feed feed;
  private final RandomTensors random;

  private DirectionalDifferences(
      OpGraph forward, Map<String, Tensor> parameters, Feed feed, RandomTensors random) {
    this.forward = forward;
    this.parameters = parameters;
    this.feed = feed;
    this.random = random;
  }

  /**
   * Compares every gradient of a training graph with differences of its loss.
   *
   * @param forward the graph without its backward pass
   * @param samples how many samples it is given
   * @throws AssertionError for the first tensor whose gradient is another
   */
  public static void check(OpGraph forward, int samples, long seed) {
    RandomTensors random = new RandomTensors(seed);
    Feed feed = random.feed(forward, samples).mask(RandomTensors.mask(seed));
    new DirectionalDifferences(forward, random.parameters(forward), feed, random).check();
  }

  private void check() {
    Execution run = OpInterpreter.run(Differentiation.run(forward, true), parameters, feed);
    run.gradients()
        .forEach((name, gradient) ->
            check(
                name,
                run.loss(),
                parameters.get(name),
                gradient,
                changed -> {
                  Map<String, Tensor> others = new LinkedHashMap<>(parameters);
                  others.put(name, changed);
                  return OpInterpreter.run(forward, others, feed).loss();
                }));
    if (run.hasInputGradient()) {
      check(
          "input",
          run.loss(),
          feed.x(),
          run.inputGradient(),
          changed -> OpInterpreter.run(forward, parameters, feed.x(changed)).loss());
    }
  }

  private void check(
      String name, double loss, Tensor at, Tensor gradient, ToDoubleFunction<Tensor> losses) {
    double[] direction = new double[at.size()];
    double want = 0;
    double sum = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = random.below(2) == 0 ? 1 : -1;
      want += direction[i] * gradient.data()[i];
      sum += Math.abs(gradient.data()[i]);
    }
    StringBuilder measured = new StringBuilder();
    for (double step : STEPS) {
      double slope = slope(at, direction, step, losses);
      if (Math.abs(slope - want) <= CLOSE * sum + ROUNDING * (1 + Math.abs(loss)) / step) {
        return;
      }
      measured.append(" %.12g with steps of %g".formatted(slope, step));
    }
    throw new AssertionError(
        "%s: the gradient gives %.12g, the loss%s".formatted(name, want, measured));
  }

  private static double slope(
      Tensor at, double[] direction, double step, ToDoubleFunction<Tensor> losses) {
    Tensor above = at.copy();
    Tensor below = at.copy();
    for (int i = 0; i < direction.length; i++) {
      above.data()[i] += step * direction[i];
      below.data()[i] -= step * direction[i];
    }
    return (losses.applyAsDouble(above) - losses.applyAsDouble(below)) / (2 * step);
  }
}
