package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 4096, 4096})
final class TooManyElements {
  @Conv2d(filters = 8, kernel = 3, padding = Padding.SAME) @Relu @MaxPool2d(64) Layer conv;
  @Dense(units = 100_000) Layer wide;
  @Dense(units = 100_000) Layer wider;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:3: error: [TooManyElements] conv: a batch of 64 outputs [8,4096,4096] takes 8589934592 numbers, and an array holds at most 2147483647
    shapes so far: input [1,4096,4096]
    fix: smaller sizes, or a smaller batch
9:3: error: [TooManyElements] wider: its weight [100000,100000] takes 10000000000 numbers, and an array holds at most 2147483647
    shapes so far: input [1,4096,4096] -> conv [?] -> wide [100000]
    fix: a smaller layer, or a smaller input to it
*/
