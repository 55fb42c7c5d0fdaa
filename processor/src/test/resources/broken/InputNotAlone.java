package broken;

import dev.synapt.dsl.*;

@Network
final class InputNotAlone {
  @Input(shape = 4) @BatchNorm @Dropout(0.1) Layer features;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:21: error: [InputNotAlone] features: @BatchNorm stands on the field of the @Input
    fix: move @BatchNorm to a field of its own behind features
7:32: error: [InputNotAlone] features: @Dropout stands on the field of the @Input
    fix: move @Dropout to a field of its own behind features
*/
