package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 12, 12})
final class ConvWindowTooLarge {
  @Conv2d(filters = 8, kernel = 5) @Relu Layer conv1;
  @MaxPool2d(2) Layer pool1;
  @Conv2d(filters = 16, kernel = 5) @Relu Layer conv2;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
9:34: error: [ConvWindowTooLarge] conv2: a 5x5 window does not fit an input of 4x4
    shapes so far: input [1,12,12] -> conv1 [8,8,8] -> pool1 [8,4,4]
    fix: padding = SAME, or a window of at most 4x4
*/
