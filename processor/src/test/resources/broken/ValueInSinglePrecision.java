package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 6, 6})
final class ValueInSinglePrecision {
  @Conv2d(filters = 2, kernel = 3) @BatchNorm(epsilon = 1e-300) @Softplus(beta = 1e-60) Layer conv;
  @Dense(units = 8) @Relu @Dropout(0.999999999) Layer hidden;
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY, classWeights = {1, 1e60}) Layer result;
}

/* expected:
7:57: error: [ValueOutOfRange] conv: epsilon = 1.0E-300, in single precision 0.0, is out of range, it must be greater than 0
    fix: write 1e-5 or another small number
7:82: error: [ValueOutOfRange] conv: beta = 1.0E-60, in single precision 0.0, is out of range, it must be greater than 0
    fix: write 1e-5 or another small number
8:36: error: [ValueOutOfRange] hidden: @Dropout(0.999999999, in single precision 1.0,) is out of range, it must be at least 0 and less than 1
    fix: write 0.5 or another fraction
9:71: error: [ValueOutOfRange] result: classWeights = 1.0E60, in single precision Infinity, is out of range, it must be at least 0
    fix: write 0 or more
*/
