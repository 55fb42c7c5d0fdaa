package broken;

import dev.synapt.dsl.*;

@Network
final class InputOnTwoFields {
  @Input(shape = 4) Layer features;
  @Input(shape = {1, 8, 8}) Layer image;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
8:3: error: [InputTwice] image: the input is given a second time, after features
    fix: keep one of the two
*/
