package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 8, 8})
final class PaddingAndPad {
  @Conv2d(filters = 4, kernel = 3, padding = Padding.SAME, pad = 1) Layer conv;
  @MaxPool2d(value = 2, padding = Padding.SAME, pad = {1, 0}) Layer pool;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:66: error: [PaddingAndPad] conv: padding = SAME computes the padding, and pad = 1 sets it
    fix: keep one of the two
8:55: error: [PaddingAndPad] pool: padding = SAME computes the padding, and pad = {1, 0} sets it
    fix: keep one of the two
*/
