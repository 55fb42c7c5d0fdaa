package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class TooFewToMerge {
  @Dense(units = 3) Layer a;
  @Add("a") Layer b;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
8:8: error: [TooFewToMerge] b: @Add names 1 of the two layers or more that it takes
    fix: name another one, or write @From for a single layer
*/
