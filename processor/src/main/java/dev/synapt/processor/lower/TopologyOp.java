package dev.synapt.processor.lower;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.Optional;

/** Operations where branches meet. */
public sealed interface TopologyOp extends Op.Topology {

  /**
   * {@code y = act(x0 + x1 + ...)} for each entry, from left to right; also adds up the gradients
   * of a value that several operations read.
   */
  record Add(Origin origin, List<ValueId> inputs, Optional<Activation> activation, ValueId y)
      implements TopologyOp {
    public Add {
      inputs = List.copyOf(inputs);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /**
   * The gradient by a weight that several layers have: {@code dw = parts[0] + parts[1] + ...}, from
   * left to right.
   */
  record SharedGradient(Origin origin, List<ValueId> parts, ValueId dw) implements TopologyOp {
    public SharedGradient {
      parts = List.copyOf(parts);
    }

    @Override
    public List<ValueId> inputs() {
      return parts;
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dw);
    }
  }

  /** {@code y = a * b}, entry by entry; also the gradient by each of them. */
  record Multiply(Origin origin, ValueId a, ValueId b, ValueId y) implements TopologyOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(a, b);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** What the first input has along an axis, then what the second has, and so on. */
  record Concat(Origin origin, List<ValueId> inputs, JoinAxis axis, ValueId y)
      implements TopologyOp {
    public Concat {
      inputs = List.copyOf(inputs);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /**
   * {@code y[n,c] = x[n,first+c]} for channels, as many as {@code y} has, and likewise along other
   * axes; the gradient of {@link Concat}, and how several inputs come out of the caller's row.
   */
  record Part(Origin origin, ValueId x, JoinAxis axis, int first, ValueId y) implements TopologyOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /**
   * As many channels for each output as it has, one behind the other: the reverse of {@link
   * Concat}.
   */
  record Split(Origin origin, ValueId x, List<ValueId> outputs) implements TopologyOp {
    public Split {
      outputs = List.copyOf(outputs);
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }
  }

  /**
   * {@code y[n,c,i,j] = x[n,c,i*strideH,j*strideW]}, zero in channels that x does not have; of
   * vectors {@code y[n,c] = x[n,c]}.
   */
  record Subsample(Origin origin, ValueId x, Size2 stride, ValueId y) implements TopologyOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** {@code dx[n,c,i*strideH,j*strideW] = dy[n,c,i,j]}, zero elsewhere. */
  record SubsampleGrad(Origin origin, ValueId dy, Size2 stride, ValueId dx) implements TopologyOp {
    @Override
    public List<ValueId> inputs() {
      return List.of(dy);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }
}
