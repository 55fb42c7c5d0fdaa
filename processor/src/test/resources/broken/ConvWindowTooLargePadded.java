package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 4, 4})
final class ConvWindowTooLargePadded {
  @Conv2d(filters = 8, kernel = 7, pad = {1, 0}) Layer conv;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:33: error: [ConvWindowTooLarge] conv: a 7x7 window does not fit an input of 6x4 (4x4 and its padding)
    shapes so far: input [1,4,4]
    fix: padding = SAME, or a window of at most 6x4
*/
