package broken;

import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;

@Network(input = 4)
final class LayerOfAnotherPackage {
  interface Layer {}

  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
12:52: error: [FieldNotALayer] scores: @Dense stands on a field of type broken.LayerOfAnotherPackage.Layer
    fix: declare it as dev.synapt.dsl.Layer
*/
