package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 12, 12})
final class PoolPaddingTooLargeOneSide {
  @AvgPool2d(value = {4, 2}, pad = {0, 0, 0, 2}) Layer mean;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:36: error: [PoolPaddingTooLarge] mean: padding by 2 columns is more than half of a pooling window of 4x2
    shapes so far: input [1,12,12]
    fix: pad = {2, 1} or less, or a larger window
*/
