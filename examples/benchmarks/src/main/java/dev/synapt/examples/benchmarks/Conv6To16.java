package dev.synapt.examples.benchmarks;

import dev.synapt.dsl.Conv2d;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;

/** A convolution by itself, the second of LeNet-5: 5x5 from 6 channels of 14x14 to 16. */
@Network(input = {6, 14, 14})
final class Conv6To16 {
  // @formatter:off
  @Conv2d(filters = 16, kernel = 5) @Output(loss = Loss.MSE) Layer y;
  // @formatter:on

  private Conv6To16() {}
}
