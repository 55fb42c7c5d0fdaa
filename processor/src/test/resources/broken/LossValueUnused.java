package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class LossValueUnused {
  @Dense(units = 3) @Output(loss = Loss.MSE, labelSmoothing = 0.1) Layer numbers;
}

/* expected:
7:63: error: [LossValueUnused] numbers: labelSmoothing does nothing with loss = MSE
    fix: remove labelSmoothing, or take a loss that has it
*/
