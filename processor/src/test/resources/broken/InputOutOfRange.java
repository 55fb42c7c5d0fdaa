package broken;

import dev.synapt.dsl.*;

final class InputOutOfRange {

  @Network(input = {1, 0, 28})
  static final class OnTheClass {
    @Conv2d(filters = 4, kernel = 3) Layer conv;
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }

  @Network
  static final class OnAField {
    @Input(shape = -4) Layer features;
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }
}

/* expected:
7:24: error: [ValueOutOfRange] InputOutOfRange.OnTheClass: input = {1, 0, 28} is out of range, it must be at least 1
    fix: write 1 or more
15:20: error: [ValueOutOfRange] features: shape = -4 is out of range, it must be at least 1
    fix: write 1 or more
*/
