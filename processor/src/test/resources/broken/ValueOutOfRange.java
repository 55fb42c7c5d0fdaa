package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 64, 64}, batch = 0)
final class ValueOutOfRange {
  private static final int NO_STEP = 0;

  @Conv2d(filters = -1, kernel = {3, 0}, stride = NO_STEP, dilation = -2, pad = {0, 0, -1, 0})
  Layer conv;

  @MaxPool2d(0) Layer max;
  @AvgPool2d(value = 2, stride = {-1, 1}, pad = -3) Layer mean;
  @BatchNorm(epsilon = 0, momentum = 1.5) Layer norm;
  @BatchNorm(epsilon = 1.0 / 0, momentum = -1e-3) Layer norm2;
  @Dense(units = 0) @Dropout(1) Layer hidden;
  @Dropout(-0.25) Layer dropped;
  @Dropout(0.0 / 0) Layer undefined;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
5:39: error: [ValueOutOfRange] ValueOutOfRange: batch = 0 is out of range, it must be at least 1
    fix: write 1 or more
9:21: error: [ValueOutOfRange] conv: filters = -1 is out of range, it must be at least 1
    fix: write 1 or more
9:38: error: [ValueOutOfRange] conv: kernel = {3, 0} is out of range, it must be at least 1
    fix: write 1 or more
9:51: error: [ValueOutOfRange] conv: stride = 0 is out of range, it must be at least 1
    fix: write 1 or more
9:71: error: [ValueOutOfRange] conv: dilation = -2 is out of range, it must be at least 1
    fix: write 1 or more
9:88: error: [ValueOutOfRange] conv: pad = {0, 0, -1, 0} is out of range, it must be at least 0
    fix: write 0 or more
12:14: error: [ValueOutOfRange] max: @MaxPool2d(0) is out of range, it must be at least 1
    fix: write 1 or more
13:35: error: [ValueOutOfRange] mean: stride = {-1, 1} is out of range, it must be at least 1
    fix: write 1 or more
13:49: error: [ValueOutOfRange] mean: pad = -3 is out of range, it must be at least 0
    fix: write 0 or more
14:24: error: [ValueOutOfRange] norm: epsilon = 0 is out of range, it must be greater than 0
    fix: write 1e-5 or another small number
14:38: error: [ValueOutOfRange] norm: momentum = 1.5 is out of range, it must be at least 0 and at most 1
    fix: write 0.1 or another fraction
15:28: error: [ValueOutOfRange] norm2: epsilon = Infinity is out of range, it must be greater than 0
    fix: write 1e-5 or another small number
15:44: error: [ValueOutOfRange] norm2: momentum = -0.001 is out of range, it must be at least 0 and at most 1
    fix: write 0.1 or another fraction
16:18: error: [ValueOutOfRange] hidden: units = 0 is out of range, it must be at least 1
    fix: write 1 or more
16:30: error: [ValueOutOfRange] hidden: @Dropout(1) is out of range, it must be at least 0 and less than 1
    fix: write 0.5 or another fraction
17:12: error: [ValueOutOfRange] dropped: @Dropout(-0.25) is out of range, it must be at least 0 and less than 1
    fix: write 0.5 or another fraction
18:16: error: [ValueOutOfRange] undefined: @Dropout(NaN) is out of range, it must be at least 0 and less than 1
    fix: write 0.5 or another fraction
*/
