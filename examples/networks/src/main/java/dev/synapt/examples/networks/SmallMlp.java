package dev.synapt.examples.networks;

import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.Relu;

/** A multilayer perceptron 4-16-3, as for Fisher's irises: 131 parameters. */
@Network(
    input = {4},
    batch = 32)
public final class SmallMlp {
  // @formatter:off
  @Dense(units = 16) @Relu                              Layer hidden;
  @Dense(units = 3)  @Output(loss = Loss.CROSS_ENTROPY) Layer species;
  // @formatter:on

  private SmallMlp() {}
}
