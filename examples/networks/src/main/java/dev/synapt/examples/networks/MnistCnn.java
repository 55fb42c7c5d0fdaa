package dev.synapt.examples.networks;

import dev.synapt.dsl.Conv2d;
import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Dropout;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.MaxPool2d;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.Relu;

/** The network of PyTorch's MNIST example: 1,199,882 parameters, nearly all of them in fc1. */
@Network(input = {1, 28, 28})
public final class MnistCnn {
  // @formatter:off
  @Conv2d(filters = 32, kernel = 3) @Relu                               Layer conv1;
  @Conv2d(filters = 64, kernel = 3) @Relu @MaxPool2d(2) @Dropout(0.25)  Layer conv2;
  @Dense(units = 128) @Relu @Dropout(0.5)                               Layer fc1;
  @Dense(units = 10)  @Output(loss = Loss.CROSS_ENTROPY)                Layer digit;
  // @formatter:on

  private MnistCnn() {}
}
