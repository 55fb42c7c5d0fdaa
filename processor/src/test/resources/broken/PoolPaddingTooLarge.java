package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 12, 12})
final class PoolPaddingTooLarge {
  @MaxPool2d(value = 3, pad = 2) Layer max;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:31: error: [PoolPaddingTooLarge] max: padding by 2 rows is more than half of a pooling window of 3x3
    shapes so far: input [1,12,12]
    fix: pad = {1, 1} or less, or a larger window
*/
