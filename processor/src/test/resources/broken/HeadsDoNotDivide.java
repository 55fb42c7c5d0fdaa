package broken;

import dev.synapt.dsl.*;

@Network(input = {6, 8})
final class HeadsDoNotDivide {
  @SelfAttention(heads = 4) Layer a;
  @SelfAttention(heads = 0, dropout = 1) Layer b;
  @Dense(units = 2) @SelfAttention(heads = 1) Layer c;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
7:26: error: [HeadsDoNotDivide] a: 4 heads do not divide a width of 6 channels
    shapes so far: input [6,8]
    fix: one of 1, 2, 3, 6 heads
8:26: error: [ValueOutOfRange] b: heads = 0 is out of range, it must be at least 1
    fix: write 1 or more
8:39: error: [ValueOutOfRange] b: dropout = 1 is out of range, it must be at least 0 and less than 1
    fix: write 0.5 or another fraction
9:21: error: [InputAxes] c: @SelfAttention works on sequences [C,L], but its input is [2]
    shapes so far: input [6,8] -> a [?] -> b [?] -> c.flatten [?] -> c.dense [2]
    fix: give the network an input of that form, or take the layer for [2]
*/
