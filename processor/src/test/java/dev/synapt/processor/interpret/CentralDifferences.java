package dev.synapt.processor.interpret;

import dev.synapt.processor.lower.OpGraph;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

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

  /** For a training graph; its backward pass, if it has one, is not looked at. */
  public CentralDifferences(OpGraph forward, Map<String, Tensor> parameters, Feed feed) {
    this.forward = forward;
    this.parameters = parameters;
    this.feed = feed;
  }

  /** The gradient by one tensor of the weights. */
  public Tensor byParameter(String name) {
    return gradient(
        parameters.get(name),
        changed -> {
          Map<String, Tensor> others = new LinkedHashMap<>(parameters);
          others.put(name, changed);
          return OpInterpreter.run(forward, others, feed).loss();
        });
  }

  /** The gradient by the batch. */
  public Tensor byInput() {
    return gradient(
        feed.x(), changed -> OpInterpreter.run(forward, parameters, feed.x(changed)).loss());
  }

  private static Tensor gradient(Tensor at, ToDoubleFunction<Tensor> loss) {
    Tensor result = Tensor.zeros(at.shape());
    for (int i = 0; i < at.size(); i++) {
      Tensor above = at.copy();
      above.data()[i] += STEP;
      Tensor below = at.copy();
      below.data()[i] -= STEP;
      double width = above.data()[i] - below.data()[i];
      result.data()[i] = (loss.applyAsDouble(above) - loss.applyAsDouble(below)) / width;
    }
    return result;
  }
}
