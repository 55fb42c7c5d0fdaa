package goldens;

import static dev.synapt.dsl.Padding.SAME;

import dev.synapt.dsl.*;

@Network(input = {1, 28, 28})
final class LeNet5 {
  @Conv2d(filters = 6, kernel = 5, padding = SAME) @Relu @MaxPool2d(2)  Layer conv1;
  @Conv2d(filters = 16, kernel = 5)                @Relu @MaxPool2d(2)  Layer conv2;
  @Dense(units = 120) @Relu                                             Layer fc1;
  @Dense(units = 84)  @Relu @Dropout(0.2)                               Layer fc2;
  @Dense(units = 10)  @Output(loss = Loss.CROSS_ENTROPY)                Layer digit;
}
