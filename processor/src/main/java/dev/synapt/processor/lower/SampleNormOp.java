package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Normalisation of each sample over groups of its channels, or of each position over its channels.
 * Scales and shifts are one per channel, or of the sample's shape. Statistics are, per sample and
 * group, the mean and {@code 1 / sqrt(variance + epsilon)}: {@code [2 groups]}, or {@code [2
 * groups, 1, 1]} beside images; of positions {@code [2, H, W]}.
 */
public sealed interface SampleNormOp extends Op.Family {

  /** What is normalised. */
  ValueId x();

  /** Groups of channels. */
  int groups();

  /** Whether positions are normalised one by one, in one group. */
  boolean perPosition();

  /** The name of the constant that holds the layer's sizes, of both directions. */
  default String constant() {
    return origin().constant("Norm");
  }

  /** The learned numbers: both or none. */
  record Affine(ValueId gamma, ValueId beta) {}

  /** {@code y = (x - mean) * inverse * gamma + beta}. */
  record Forward(
      Origin origin,
      ValueId x,
      Optional<Affine> affine,
      int groups,
      boolean perPosition,
      double epsilon,
      ValueId y,
      ValueId statistics)
      implements SampleNormOp {
    @Override
    public List<ValueId> inputs() {
      return Stream.concat(
              Stream.of(x), affine.stream().flatMap(a -> Stream.of(a.gamma(), a.beta())))
          .toList();
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(y, statistics);
    }
  }

  /**
   * {@code dx = inverse (d - mean(d) - z mean(d z))} with {@code d = gamma dy}.
   *
   * @param means takes the two means of each group
   */
  record GradInput(
      Origin origin,
      ValueId x,
      ValueId dy,
      Optional<ValueId> gamma,
      ValueId statistics,
      int groups,
      boolean perPosition,
      ValueId dx,
      ValueId means)
      implements SampleNormOp {
    @Override
    public List<ValueId> inputs() {
      return Stream.concat(Stream.of(x, dy, statistics), gamma.stream()).toList();
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dx, means);
    }
  }

  /** {@code dgamma = sum of dy z} and {@code dbeta = sum of dy}. */
  record GradWeights(
      Origin origin,
      ValueId x,
      ValueId dy,
      ValueId statistics,
      int groups,
      boolean perPosition,
      ValueId dgamma,
      ValueId dbeta)
      implements SampleNormOp {
    @Override
    public boolean sumsOverBatch() {
      return true;
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(x, dy, statistics);
    }

    @Override
    public List<ValueId> outputs() {
      return List.of(dgamma, dbeta);
    }
  }
}
