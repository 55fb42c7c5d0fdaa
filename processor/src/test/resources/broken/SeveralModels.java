package broken;

import dev.synapt.dsl.*;

final class SeveralModels {

  @Network(input = 4)
  static final class First {
    @Dense(units = 0) @Output(loss = Loss.MSE) Layer scores;
  }

  @Network(input = 4)
  static final class Sound {
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }

  @Network(input = 4)
  static final class Second {
    @Dense(units = 1) @Dropout(2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
  }
}

/* expected:
9:20: error: [ValueOutOfRange] scores: units = 0 is out of range, it must be at least 1
    fix: write 1 or more
19:32: error: [ValueOutOfRange] scores: @Dropout(2) is out of range, it must be at least 0 and less than 1
    fix: write 0.5 or another fraction
19:54: error: [CrossEntropySingleUnit] scores: CROSS_ENTROPY chooses between classes, but there is 1 unit
    shapes so far: input [4] -> scores.dense [1] -> scores.dropout [1]
    fix: give the last layer one unit per class, at least 2, or use loss = MSE
*/
