package broken;

import dev.synapt.dsl.*;

@Network
final class InputWithoutSizes {
  @Input(shape = {}) Layer features;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:18: error: [ArrayLength] features: shape has 0 numbers, but it takes 1 to 4 sizes, as in {features} or {channels, height, width}
    fix: write 1 to 4 sizes, as in {features} or {channels, height, width}
*/
