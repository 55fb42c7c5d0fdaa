package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class OutputTwice {
  @Dense(units = 8) @Output(loss = Loss.MSE) Layer hidden;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
8:21: error: [OutputTwice] scores: a second output, after that of hidden
    fix: keep @Output on the last layer alone
*/
