package dev.synapt.processor.lower;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One primitive operation over whole batches. {@code N} is the batch; images are {@code [N,C,H,W]},
 * vectors {@code [N,F]}; {@code d v} is the gradient of the loss by {@code v}. The operations'
 * meaning is fixed by the tests' interpreter; the formulas here are its summary.
 *
 * <p>Sealed, and switched over without a default: a new operation does not compile until every
 * stage knows it.
 */
public sealed interface Op {

  /** The layer it came from. */
  Origin origin();

  /** The values it reads. */
  List<ValueId> inputs();

  /** The values it defines; no other operation defines them. */
  List<ValueId> outputs();

  /** The operations of one family of layers, in a file of their own. */
  sealed interface Family extends Op
      permits PReluOp,
          LogSoftmaxOp,
          BasicLossOp,
          LossOp,
          PositionOp,
          ConvOp,
          SampleNormOp,
          EmbeddingOp,
          PositionalOp,
          AttentionOp {

    /**
     * Whether it sums gradients by weights over the batch: of each slice first, then over the
     * slices.
     */
    default boolean sumsOverBatch() {
      return false;
    }

    /** Whether it reads all samples at once, and each thread makes a part of its outputs. */
    default boolean readsWholeBatch() {
      return false;
    }
  }

  /** Operations where branches meet, in a file of their own. */
  sealed interface Topology extends Op permits TopologyOp {}

  /** What only frozen layers have, in a file of its own. */
  sealed interface Frozen extends Op permits FrozenNormGrad {}

  /** {@code y[n,o] = act(b[o] + sum_i x[n,i] w[o,i])}. */
  record Dense(
      Origin origin,
      ValueId x,
      ValueId w,
      Optional<ValueId> b,
      Optional<Activation> activation,
      ValueId y)
      implements Op {
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
   * {@code dx[n,i] = sum_o dy[n,o] w[o,i]}, zero where the optional {@code gate[n,i]} is not above
   * zero.
   */
  record DenseGradInput(Origin origin, ValueId dy, ValueId w, Optional<ValueId> gate, ValueId dx)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return join(gate, dy, w);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  /** {@code dw[o,i] = sum_n dy[n,o] x[n,i]}, {@code db[o] = sum_n dy[n,o]}. */
  record DenseGradWeights(Origin origin, ValueId x, ValueId dy, ValueId dw, Optional<ValueId> db)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(x, dy);
    }

    @Override
    public List<ValueId> outputs() {
      return join(db, dw);
    }
  }

  /**
   * Cross-correlation: {@code y[n,o,i,j] = act(b[o] + sum_{c,r,s}
   * xp[n,c,i*strideH+r*dilationH,j*strideW+s*dilationW] w[o,c,r,s])} with {@code xp} the
   * zero-padded input.
   */
  record Conv2d(
      Origin origin,
      ValueId x,
      ValueId w,
      Optional<ValueId> b,
      Window window,
      Optional<Activation> activation,
      ValueId y)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return join(b, x, w);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** The gradient of {@link Conv2d} by its input. */
  record Conv2dGradInput(Origin origin, ValueId dy, ValueId w, Window window, ValueId dx)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(dy, w);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  /** The gradients of {@link Conv2d} by its weights and bias. */
  record Conv2dGradWeights(
      Origin origin, ValueId x, ValueId dy, Window window, ValueId dw, Optional<ValueId> db)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(x, dy);
    }

    @Override
    public List<ValueId> outputs() {
      return join(db, dw);
    }
  }

  /**
   * Maximum over each window, then ReLU when {@code relu}. {@code winner} is the tap (row-major in
   * the window, counted from 0) of the first maximum, or -1 where ReLU cut it off; padding never
   * wins. NaN wins.
   */
  record MaxPool(
      Origin origin, ValueId x, Window window, boolean relu, ValueId y, Optional<ValueId> winner)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return join(winner, y);
    }
  }

  /** Adds each {@code dy} to the position of its winner. */
  record MaxPoolGrad(Origin origin, ValueId dy, ValueId winner, Window window, ValueId dx)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(dy, winner);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  /** Sum over each window divided by the number of taps; padding counts as zeros. */
  record AvgPool(Origin origin, ValueId x, Window window, ValueId y) implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** Spreads each {@code dy / taps} over its window. */
  record AvgPoolGrad(Origin origin, ValueId dy, Window window, ValueId dx) implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(dy);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  /** {@code y = f(x)} for each entry. */
  record Activate(Origin origin, Activation function, ValueId x, ValueId y) implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** {@code dx = dy f'(x)}, written in {@code saved}: in x or in y, as the function says. */
  record ActivateGrad(Origin origin, Activation function, ValueId saved, ValueId dy, ValueId dx)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(saved, dy);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  /**
   * Per channel over batch and positions: {@code mean}, {@code inverse = 1/sqrt(variance +
   * epsilon)} with the biased variance; and {@code running = (1 - momentum) running + momentum
   * current}, with the unbiased variance there (Ioffe and Szegedy 2015; PyTorch's convention).
   */
  record BatchNormStatistics(
      Origin origin,
      ValueId x,
      double epsilon,
      double momentum,
      ValueId runningMean,
      ValueId runningVariance,
      ValueId mean,
      ValueId inverse)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(mean, inverse);
    }
  }

  /** {@code y = (x - mean) inverse gamma + beta} per channel, then perhaps an activation. */
  record BatchNormApply(
      Origin origin,
      ValueId x,
      ValueId mean,
      ValueId inverse,
      ValueId gamma,
      ValueId beta,
      Optional<Activation> activation,
      ValueId y)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(x, mean, inverse, gamma, beta);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /**
   * {@code dgamma = sum dy xhat}, {@code dbeta = sum dy} per channel, with {@code xhat = (x - mean)
   * inverse}.
   *
   * @param gate where it is not above zero, dy counts as zero: the result of a ReLU behind the
   *     normalisation
   */
  record BatchNormGradParameters(
      Origin origin,
      ValueId x,
      ValueId dy,
      ValueId mean,
      ValueId inverse,
      Optional<ValueId> gate,
      ValueId dgamma,
      ValueId dbeta)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return join(gate, x, dy, mean, inverse);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dgamma, dbeta);
    }
  }

  /**
   * {@code dx = gamma inverse (dy - dbeta/M - xhat dgamma/M)}, {@code M} the entries of a channel
   * in the batch.
   *
   * @param gate where it is not above zero, dy counts as zero
   */
  record BatchNormGradInput(
      Origin origin,
      ValueId x,
      ValueId dy,
      ValueId mean,
      ValueId inverse,
      ValueId gamma,
      ValueId dgamma,
      ValueId dbeta,
      Optional<ValueId> gate,
      ValueId dx)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return join(gate, x, dy, mean, inverse, gamma, dgamma, dbeta);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  /**
   * {@code y = (x - runningMean) / sqrt(runningVariance + epsilon) gamma + beta} per channel: in
   * inference, and in training where the layer is frozen.
   */
  record BatchNormInference(
      Origin origin,
      ValueId x,
      ValueId gamma,
      ValueId beta,
      ValueId runningMean,
      ValueId runningVariance,
      double epsilon,
      ValueId y)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(x, gamma, beta, runningMean, runningVariance);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** {@code y = x scale + shift} per channel: what {@link Folding} makes of batch normalisation. */
  record ScaleShift(Origin origin, ValueId x, ValueId scale, ValueId shift, ValueId y)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(x, scale, shift);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /**
   * {@code y = x mask}; the mask is 0 with probability {@code rate}, else {@code 1/(1-rate)}, a
   * function of seed, step, layer, sample and entry alone.
   *
   * @param layerIndex tells the dropout layers of a network apart, from 0
   */
  record Dropout(Origin origin, ValueId x, double rate, int layerIndex, ValueId y, ValueId mask)
      implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y, mask);
    }
  }

  /** {@code dx = dy mask}. */
  record DropoutGrad(Origin origin, ValueId dy, ValueId mask, ValueId dx) implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(dy, mask);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  /** {@code [N,C,H,W]} as {@code [N,C*H*W]}. */
  record Flatten(Origin origin, ValueId x, ValueId y) implements Op {
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
   * {@code [N,C*H*W]} as {@code [N,C,H,W]}: the gradient of {@link Flatten}, and a layer of its
   * own.
   */
  record Unflatten(Origin origin, ValueId dy, ValueId dx) implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(dy);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  /** {@code y = exp(x) / sum exp(x)} over the channels, at each position of an image by itself. */
  record Softmax(Origin origin, ValueId x, ValueId y) implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(x);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y);
    }
  }

  /** {@code dx = y (dy - sum y dy)}. */
  record SoftmaxGrad(Origin origin, ValueId y, ValueId dy, ValueId dx) implements Op {
    @Override
    public List<ValueId> inputs() {
      return List.of(y, dy);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx);
    }
  }

  private static List<ValueId> join(Optional<ValueId> last, ValueId... first) {
    return Stream.concat(Stream.of(first), last.stream()).toList();
  }
}
