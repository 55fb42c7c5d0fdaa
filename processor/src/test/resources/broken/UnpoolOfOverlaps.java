package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8, 8})
final class UnpoolOfOverlaps {
  @Conv2d(filters = 6, kernel = 3) @MaxPool2d(value = 3, stride = 2) Layer a;
  @MaxUnpool2d(of = "a") Layer b;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
7:36: warning: [RowsUnread] a: no window reads the last 1 of 6 rows and the last 1 of 6 columns: floor((6 + 0 - 3) / 2) + 1 = 2, the last ends at 5
    shapes so far: input [2,8,8] -> a.conv2d [6,6,6]
    fix: padding = SAME, or an input of 7x7
8:21: error: [UnpoolOfOverlaps] b: the windows of a.maxpool2d, 3x3 with stride 2x2, overlap and may have a maximum in common
    shapes so far: input [2,8,8] -> a [6,2,2]
    fix: give the pooling stride = 3x3 or more
*/
