package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 14, 28})
final class RowsUnread {
  @Conv2d(filters = 8, kernel = 5, stride = 3) @Relu Layer conv;
  @MaxPool2d(3) Layer pool;
  @Conv2d(filters = 8, kernel = 1, stride = 2) @Relu Layer onPurpose;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:3: warning: [RowsUnread] conv: no window reads the last 2 of 28 columns: floor((28 + 0 - 5) / 3) + 1 = 8, the last ends at 26
    shapes so far: input [1,14,28]
    fix: padding = SAME, or an input of 14x29
8:3: warning: [RowsUnread] pool: no window reads the last 1 of 4 rows and the last 2 of 8 columns: floor((4 + 0 - 3) / 3) + 1 = 1, the last ends at 3, and floor((8 + 0 - 3) / 3) + 1 = 2, the last ends at 6
    shapes so far: input [1,14,28] -> conv [8,4,8]
    fix: padding = SAME, or an input of 6x9
*/
