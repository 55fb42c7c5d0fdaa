package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Operations that make each position of the result from some positions of an image, the same for
 * all channels: the product of a rule per axis. Volumes {@code [C,D,H,W]} are images of {@code D*H}
 * rows.
 */
public sealed interface PositionOp extends Op.Family {

  /** The rules, outermost axis first. */
  List<AxisRule> axes();

  /** The name of the constant that is the layer's table, of both directions. */
  default String map() {
    return origin().constant("Map");
  }

  /** {@code y = sum of factor x}. */
  record Weighted(Origin origin, ValueId x, List<AxisRule> axes, ValueId y) implements PositionOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** {@code dx += factor dy}. */
  record WeightedGrad(Origin origin, ValueId dy, List<AxisRule> axes, ValueId dx)
      implements PositionOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(dy);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  /**
   * {@code y = max x}, the first of equals; {@code winner} is its position in the image. NaN wins.
   */
  record Max(Origin origin, ValueId x, List<AxisRule> axes, ValueId y, Optional<ValueId> winner)
      implements PositionOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return Stream.concat(Stream.of(y), winner.stream()).toList();
    }
  }

  /** {@code y = x} at each winner of an earlier {@link Max}, zero elsewhere. */
  record Unpool(Origin origin, ValueId x, ValueId winner, List<AxisRule> axes, ValueId y)
      implements PositionOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(x, winner);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** {@code dx = dy} from each winner. */
  record UnpoolGrad(Origin origin, ValueId dy, ValueId winner, List<AxisRule> axes, ValueId dx)
      implements PositionOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(dy, winner);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  /** {@code dx += dy} at each winner. */
  record MaxGrad(Origin origin, ValueId dy, ValueId winner, List<AxisRule> axes, ValueId dx)
      implements PositionOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(dy, winner);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }
}
