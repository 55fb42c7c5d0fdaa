package dev.synapt.examples.networks;

import static dev.synapt.dsl.Padding.SAME;

import dev.synapt.dsl.Conv2d;
import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.MaxPool2d;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.Relu;

/** LeNet-5 (LeCun et al. 1998) with ReLU and max pooling, without dropout: 61,706 parameters. */
@Network(input = {1, 28, 28})
public final class LeNet5 {
  // @formatter:off
  @Conv2d(filters = 6, kernel = 5, padding = SAME) @Relu @MaxPool2d(2)  Layer conv1;
  @Conv2d(filters = 16, kernel = 5)                @Relu @MaxPool2d(2)  Layer conv2;
  @Dense(units = 120) @Relu                                             Layer fc1;
  @Dense(units = 84)  @Relu                                             Layer fc2;
  @Dense(units = 10)  @Output(loss = Loss.CROSS_ENTROPY)                Layer digit;
  // @formatter:on

  private LeNet5() {}
}
