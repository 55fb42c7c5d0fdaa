package broken;

import dev.synapt.dsl.*;

@Network
final class InputNotFirst {
  @Dense(units = 8) @Relu Layer hidden;
  @Input(shape = 4) Layer features;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
8:3: error: [InputNotFirst] features: the input comes after hidden
    fix: move features in front of all other layers
*/
