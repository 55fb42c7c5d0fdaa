package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class OutputWeightAlone {
  @Dense(units = 2) @Output(loss = Loss.MSE, weight = 0.5) Layer scores;
}

/* expected:
7:55: error: [OutputWeightAlone] scores: a weight counts beside other outputs only, and there is no other
    fix: remove weight, and choose the learning rate for the loss as it is
*/
