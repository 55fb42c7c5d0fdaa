package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 12, 12})
final class PoolWindowTooLarge {
  @Conv2d(filters = 8, kernel = 5) @Relu @MaxPool2d(9) Layer conv;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:53: error: [PoolWindowTooLarge] conv: a pooling window of 9x9 does not fit an input of 8x8
    shapes so far: input [1,12,12] -> conv.conv2d [8,8,8] -> conv.relu [8,8,8]
    fix: a window of at most 8x8, or one pooling less before conv
*/
