package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 8, 8})
final class InputAxes {
  @Conv1d(filters = 2, kernel = 3) Layer a;
  @Dense(units = 1) @Output(loss = Loss.MSE) Layer b;
}

/* expected:
7:3: error: [InputAxes] a: @Conv1d works on sequences [C,L], but its input is [3,8,8]
    shapes so far: input [3,8,8]
    fix: give the network an input of that form, or take the layer for [3,8,8]
*/
