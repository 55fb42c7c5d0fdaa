// options: -Asynapt.inputGradient=yes
package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class OptionNotAFlag {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
error: [OptionNotAFlag] option synapt.inputGradient has the value "yes", which is neither true nor false
    fix: write -Asynapt.inputGradient=true, or leave the option out
*/
