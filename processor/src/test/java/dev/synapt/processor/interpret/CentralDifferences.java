package dev.synapt.processor.interpret;

import dev.synapt.processor.lower.OpGraph;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Gradients of the loss measured from its values alone. */
public final class CentralDifferences {

  /**
   * The step. Smaller than the distance to the next kink of ReLU or pooling in all but unlucky
   * draws; rounding of a loss of 10 then costs about 1e-9.
   */
  private static final double STEP = 1e-6;

  private final OpGraph forward;
  private final Map<String, Tensor> parameters;
  private final Feed feed;
  private final int most;

  /**
   * Measures all entries of small tensors and some of large ones, as far from each other as can be.
   *
   * @param forward a training graph; its backward pass, if it has one, is not looked at
   * @param most entries of a tensor that are measured
   */
  public CentralDifferences(OpGraph forward, Map<String, Tensor> parameters, Feed feed, int most) {
    this.forward = forward;
    this.parameters = parameters;
    this.feed = feed;
    this.most = most;
  }

  /** The entries of a tensor that are measured, as a vector. */
  public Tensor measured(Tensor tensor) {
    return Tensor.of(entries(tensor).mapToDouble(i -> tensor.data()[i]).toArray());
  }

  private IntStream entries(Tensor tensor) {
    int count = Math.min(most, tensor.size());
    return IntStream.range(0, count).map(i -> (int) ((long) i * tensor.size() / count));
  }

  /** The gradient by one tensor of the weights: a vector of the entries that are measured. */
  public Tensor byParameter(String name) {
    return gradient(
        parameters.get(name),
        changed -> {
          Map<String, Tensor> others = new LinkedHashMap<>(parameters);
          others.put(name, changed);
          return OpInterpreter.run(forward, others, feed).loss();
        });
  }

  /** The gradient by the batch: a vector of the entries that are measured. */
  public Tensor byInput() {
    return gradient(
        feed.x(), changed -> OpInterpreter.run(forward, parameters, feed.x(changed)).loss());
  }

  private Tensor gradient(Tensor at, ToDoubleFunction<Tensor> loss) {
    return Tensor.of(entries(at).mapToDouble(i -> slope(at, i, loss)).toArray());
  }

  private static double slope(Tensor at, int entry, ToDoubleFunction<Tensor> loss) {
    Tensor above = at.copy();
    above.data()[entry] += STEP;
    Tensor below = at.copy();
    below.data()[entry] -= STEP;
    double width = above.data()[entry] - below.data()[entry];
    return (loss.applyAsDouble(above) - loss.applyAsDouble(below)) / width;
  }
}
