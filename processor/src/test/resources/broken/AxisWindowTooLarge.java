package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 4})
final class AxisWindowTooLarge {
  @Conv1d(filters = 4, kernel = 3, dilation = 2) Layer a;
  @Dense(units = 1) @Output(loss = Loss.MSE) Layer b;
}

/* expected:
7:33: error: [AxisWindowTooLarge] a: a window over 5 positions does not fit 4
    shapes so far: input [3,4]
    fix: padding, or a window of at most 2
*/
