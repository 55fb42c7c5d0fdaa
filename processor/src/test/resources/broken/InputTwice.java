package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class InputTwice {
  @Input(shape = 4) Layer features;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:3: error: [InputTwice] features: the input is given a second time, after @Network(input = ...)
    fix: keep one of the two
*/
