package dev.synapt.examples.networks;

import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.Relu;

/** A multilayer perceptron 784-256-128-10: 235,146 parameters. */
@Network(input = {784})
public final class Mlp {
  // @formatter:off
  @Dense(units = 256) @Relu                              Layer fc1;
  @Dense(units = 128) @Relu                              Layer fc2;
  @Dense(units = 10)  @Output(loss = Loss.CROSS_ENTROPY) Layer digit;
  // @formatter:on

  private Mlp() {}
}
