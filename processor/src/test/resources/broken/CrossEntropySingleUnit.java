package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class CrossEntropySingleUnit {
  @Dense(units = 1) @Output(loss = Loss.CROSS_ENTROPY) Layer answer;
}

/* expected:
7:40: error: [CrossEntropySingleUnit] answer: CROSS_ENTROPY chooses between classes, but there is 1 unit
    shapes so far: input [4] -> answer.dense [1]
    fix: give the last layer one unit per class, at least 2, or use loss = MSE
*/
