package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class AlphaOutOfRange {
  @Dense(units = 8) @Celu(alpha = 0) Layer zero;
  @Dense(units = 8) @Celu(alpha = -0.5) Layer negative;
  @Dense(units = 8) @Celu(alpha = 1e-60) Layer small;
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer result;
}

/* expected:
7:35: error: [ValueOutOfRange] zero: alpha = 0 is out of range, it must be greater than 0
    fix: write 1e-5 or another small number
8:35: error: [ValueOutOfRange] negative: alpha = -0.5 is out of range, it must be greater than 0
    fix: write 1e-5 or another small number
9:35: error: [ValueOutOfRange] small: alpha = 1.0E-60, in single precision 0.0, is out of range, it must be greater than 0
    fix: write 1e-5 or another small number
*/
