package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class ArgumentOutsideBlock {
  @Dense(units = Arg.THIRD) Layer a;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
7:35: error: [ArgumentOutsideBlock] a: Arg.THIRD stands for an argument of a block, and here is none
    fix: write a number, or move the field to a class with @Block
*/
