package dev.synapt.examples.models;

import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.Relu;

/**
 * How far a car goes with a gallon, from six numbers and where it was made (three numbers, one of
 * them 1). The loss is the squared error, in (miles per gallon)².
 */
// @formatter:off
@Network(input = {9}, batch = 32)
final class CarMileage {
  @Dense(units = 32) @Relu                     Layer h1;
  @Dense(units = 16) @Relu                     Layer h2;
  @Dense(units = 1)  @Output(loss = Loss.MSE)  Layer milesPerGallon;
}
// @formatter:on
