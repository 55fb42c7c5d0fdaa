package broken;

import dev.synapt.dsl.*;

@Network
final class InputMissing {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
5:1: error: [InputMissing] InputMissing does not say what its input is
    fix: write @Network(input = {channels, height, width}), or begin with a field @Input(shape = ...)
*/
