package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class ModelIsGeneric<T> {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
6:7: error: [ModelClassNotUsable] ModelIsGeneric cannot be a network: it is generic
    fix: remove the type parameters of ModelIsGeneric
*/
