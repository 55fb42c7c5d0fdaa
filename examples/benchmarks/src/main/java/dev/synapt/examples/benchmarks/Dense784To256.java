package dev.synapt.examples.benchmarks;

import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;

/** A dense layer by itself, the first of the multilayer perceptron. */
@Network(input = {784})
final class Dense784To256 {
  // @formatter:off
  @Dense(units = 256) @Output(loss = Loss.MSE) Layer y;
  // @formatter:on

  private Dense784To256() {}
}
