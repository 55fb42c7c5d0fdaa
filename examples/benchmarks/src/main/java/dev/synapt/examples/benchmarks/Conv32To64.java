package dev.synapt.examples.benchmarks;

import dev.synapt.dsl.Conv2d;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;

/** A convolution by itself, the second of the MNIST CNN: 3x3 from 32 channels of 26x26 to 64. */
@Network(input = {32, 26, 26})
final class Conv32To64 {
  // @formatter:off
  @Conv2d(filters = 64, kernel = 3) @Output(loss = Loss.MSE) Layer y;
  // @formatter:on

  private Conv32To64() {}
}
