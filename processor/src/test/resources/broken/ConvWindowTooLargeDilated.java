package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 12, 8})
final class ConvWindowTooLargeDilated {
  @Conv2d(filters = 8, kernel = 5, dilation = {2, 3}) Layer conv;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:33: error: [ConvWindowTooLarge] conv: a 9x13 (5x5, dilation 2x3) window does not fit an input of 12x8
    shapes so far: input [1,12,8]
    fix: padding = SAME, or a window of at most 6x3
*/
