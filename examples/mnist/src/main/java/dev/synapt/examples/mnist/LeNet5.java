package dev.synapt.examples.mnist;

import static dev.synapt.dsl.Init.ZEROS;
import static dev.synapt.dsl.Padding.SAME;

import dev.synapt.dsl.Conv2d;
import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Dropout;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.MaxPool2d;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.Relu;

/**
 * LeNet-5 (LeCun, Bottou, Bengio, Haffner, 1998) in today's form: ReLU, max pooling, cross entropy.
 * Its last layer begins at zero, so that no digit is likelier than another before training; random
 * weights there begin at a loss of 7.2 instead of 2.3, that of guessing. Compiling this class
 * generates {@code LeNet5Trainer}, {@code LeNet5Network} and {@code LeNet5Weights}.
 */
// @formatter:off
@Network(input = {1, 28, 28})
final class LeNet5 {
  @Conv2d(filters = 6, kernel = 5, padding = SAME) @Relu @MaxPool2d(2)  Layer conv1;
  @Conv2d(filters = 16, kernel = 5)                @Relu @MaxPool2d(2)  Layer conv2;
  @Dense(units = 120) @Relu                                             Layer fc1;
  @Dense(units = 84)  @Relu @Dropout(0.2)                               Layer fc2;
  @Dense(units = 10, init = ZEROS) @Output(loss = Loss.CROSS_ENTROPY)   Layer digit;
}
// @formatter:on
