package dev.synapt.processor.lower;

import dev.synapt.processor.graph.InitKind;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import java.util.Optional;

/** Replaces batch normalisation by operations, which in training and inference are others. */
final class NormLowering {

  private final OpGraphBuilder builder;
  private final boolean training;

  NormLowering(OpGraphBuilder builder, boolean training) {
    this.builder = builder;
    this.training = training;
  }

  /**
   * The normalised value.
   *
   * @param name what its tensors' names begin with, and its own name
   */
  ValueId lower(Origin origin, String name, double epsilon, double momentum, ValueId x) {
    int channels = builder.at(x).shape().channels();
    Shape shape = Shape.of(channels);
    ValueId gamma = builder.parameter(name + ".weight", shape, InitKind.ONES, channels, channels);
    ValueId beta = builder.parameter(name + ".bias", shape, InitKind.ZEROS, channels, channels);
    ValueId runningMean = builder.statistic(name + ".running_mean", channels, InitKind.ZEROS);
    ValueId runningVariance = builder.statistic(name + ".running_var", channels, InitKind.ONES);
    ValueId y = builder.sample(name, builder.at(x).shape());
    if (!training || builder.isFrozen()) {
      builder.add(
          new Op.BatchNormInference(
              origin, x, gamma, beta, runningMean, runningVariance, epsilon, y));
      return y;
    }
    ValueId mean = builder.channel(name + ".mean", channels);
    ValueId inverse = builder.channel(name + ".inverse", channels);
    builder.add(
        new Op.BatchNormStatistics(
            origin, x, epsilon, momentum, runningMean, runningVariance, mean, inverse));
    builder.add(new Op.BatchNormApply(origin, x, mean, inverse, gamma, beta, Optional.empty(), y));
    return y;
  }
}
