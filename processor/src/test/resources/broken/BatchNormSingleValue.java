package broken;

import dev.synapt.dsl.*;

@Network(input = {4, 1, 1}, batch = 1)
final class BatchNormSingleValue {
  @BatchNorm Layer pixel;
  @Dense(units = 8) @BatchNorm @Relu Layer hidden;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:3: error: [BatchNormSingleValue] pixel: with batch = 1 and an input of [4,1,1], each mean is over 1 value and each variance is 0
    shapes so far: input [4,1,1]
    fix: train with @Network(batch = 2) or more
8:21: error: [BatchNormSingleValue] hidden: with batch = 1 and an input of [8], each mean is over 1 value and each variance is 0
    shapes so far: input [4,1,1] -> pixel [4,1,1] -> hidden.flatten [4] -> hidden.dense [8]
    fix: train with @Network(batch = 2) or more
*/
