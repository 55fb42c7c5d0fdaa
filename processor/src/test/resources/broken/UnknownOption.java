// options: -Asynapt.dmp=note -Asynapt.fast=true -Aother.dump=note
package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class UnknownOption {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
warning: [UnknownOption] there is no option synapt.dmp, did you mean "synapt.dump"?
    fix: use one of: synapt.dump, synapt.explain, synapt.gradientCheck, synapt.graph, synapt.inputGradient, synapt.registers
warning: [UnknownOption] there is no option synapt.fast, did you mean "synapt.graph"?
    fix: use one of: synapt.dump, synapt.explain, synapt.gradientCheck, synapt.graph, synapt.inputGradient, synapt.registers
warning: The following options were not recognized by any processor: '[other.dump, synapt.dmp, synapt.fast]'
*/
