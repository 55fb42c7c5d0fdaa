package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8, 8}, batch = 0)
final class SameNameDifferentCase {
  @Conv2d(filters = 0, kernel = 3) Layer conv;
  @Conv2d(filters = 3, kernel = 0) Layer Conv;
  @AvgPool2d(value = 2, stride = 0) Layer pool;
  @BatchNorm(epsilon = 0, momentum = 1.5) Layer norm;
  @Dense(units = -3, bias = false) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
5:37: error: [ValueOutOfRange] SameNameDifferentCase: batch = 0 is out of range, it must be at least 1
    fix: write 1 or more
7:21: error: [ValueOutOfRange] conv: filters = 0 is out of range, it must be at least 1
    fix: write 1 or more
8:33: error: [ValueOutOfRange] Conv: kernel = 0 is out of range, it must be at least 1
    fix: write 1 or more
9:34: error: [ValueOutOfRange] pool: stride = 0 is out of range, it must be at least 1
    fix: write 1 or more
10:24: error: [ValueOutOfRange] norm: epsilon = 0 is out of range, it must be greater than 0
    fix: write 1e-5 or another small number
10:38: error: [ValueOutOfRange] norm: momentum = 1.5 is out of range, it must be at least 0 and at most 1
    fix: write 0.1 or another fraction
11:18: error: [ValueOutOfRange] scores: units = -3 is out of range, it must be at least 1
    fix: write 1 or more
*/
