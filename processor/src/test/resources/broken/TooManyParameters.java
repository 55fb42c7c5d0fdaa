package broken;

import dev.synapt.dsl.*;

@Network(input = 40_000)
final class TooManyParameters {
  @Dense(units = 40_000) Layer wide;
  @Dense(units = 40_000) Layer wider;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
6:7: error: [TooManyElements] TooManyParameters: all parameters together take 3200160002 numbers, and an array holds at most 2147483647
    fix: smaller layers
*/
