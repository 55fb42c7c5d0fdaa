package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Convolution with groups, over any number of axes, and its transpose; ordinary convolution of
 * images is {@link Op.Conv2d}. Weights are {@code [filters, channels of a group, kernel...]};
 * windows of the axes read the image, a result has a position per window.
 */
public sealed interface ConvOp extends Op.Family {

  /** Windows along each axis, outermost first. */
  List<AxisRule> axes();

  /** The name of the constant that is the layer's convolution, of both directions. */
  default String convolution() {
    return origin().constant("Convolution");
  }

  /** Groups of channels. */
  int groups();

  /** {@code y = b + sum of x w}. */
  record Forward(
      Origin origin,
      ValueId x,
      ValueId w,
      Optional<ValueId> b,
      List<AxisRule> axes,
      int groups,
      ValueId y)
      implements ConvOp {
    @Override
    public List<ValueId> inputs() {
      return join(b, x, w);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** The gradient of {@link Forward} by the image; with a bias added, a layer of its own. */
  record Transposed(
      Origin origin,
      ValueId x,
      ValueId w,
      Optional<ValueId> b,
      List<AxisRule> axes,
      int groups,
      ValueId y)
      implements ConvOp {
    @Override
    public List<ValueId> inputs() {
      return join(b, x, w);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /**
   * The gradients by weights and bias, of both.
   *
   * @param image what windows read: x of {@link Forward}, dy of {@link Transposed}
   * @param result what has a position per window: dy of {@link Forward}, x of {@link Transposed}
   * @param transposed whether the bias belongs to the image
   */
  record GradWeights(
      Origin origin,
      ValueId image,
      ValueId result,
      boolean transposed,
      List<AxisRule> axes,
      int groups,
      ValueId dw,
      Optional<ValueId> db)
      implements ConvOp {
    @Override
    public boolean sumsOverBatch() {
      return true;
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(image, result);
    }

    @Override
    public List<ValueId> outputs() {
      return join(db, dw);
    }
  }

  private static List<ValueId> join(Optional<ValueId> last, ValueId... first) {
    return Stream.concat(Stream.of(first), last.stream()).toList();
  }
}
