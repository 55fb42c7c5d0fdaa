package broken;

import dev.synapt.dsl.*;

@SuppressWarnings("synapt:RowsUnread")
final class RowsUnreadSuppressed {

  @Network(input = {1, 11, 11})
  static final class OnClassAround {
    @MaxPool2d(2) Layer pool;
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }
}

@Network(input = {1, 11, 11})
final class OnAField {
  @SuppressWarnings("synapt:RowsUnread")
  @MaxPool2d(2) Layer pool;
  @MaxPool2d(2) Layer again;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
19:3: warning: [RowsUnread] again: no window reads the last 1 of 5 rows and the last 1 of 5 columns: floor((5 + 0 - 2) / 2) + 1 = 2, the last ends at 4
    shapes so far: input [1,11,11] -> pool [1,5,5]
    fix: padding = SAME, or an input of 6x6
*/
