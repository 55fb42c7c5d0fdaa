package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 4, 4}, batch = 1)
final class PaddingBeyondAnyArray {
  @Conv2d(filters = 1, kernel = 1, pad = Integer.MAX_VALUE) Layer conv;
  @Dense(units = 4) Layer hidden;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:33: error: [TooManyElements] conv: a slice of 16 padded images of 4294967298x4294967298 takes 295147905454230732864 numbers, and an array holds at most 2147483647
    shapes so far: input [1,4,4]
    fix: a smaller window, or less padding
*/
