package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 4, 4}, batch = 1)
final class PaddingBeyondAnyArray {
  @Conv2d(filters = 1, kernel = 1, pad = Integer.MAX_VALUE) Layer conv;
  @Dense(units = 4) Layer hidden;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:3: error: [TooManyElements] conv: a batch of 1 outputs [1,4294967298,4294967298] takes 18446744090889420804 numbers, and an array holds at most 2147483647
    shapes so far: input [1,4,4]
    fix: smaller sizes, or a smaller batch
*/
