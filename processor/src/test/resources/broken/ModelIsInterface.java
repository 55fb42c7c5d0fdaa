package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
interface ModelIsInterface {
  @Dense(units = 2) @Output(loss = Loss.MSE)
  Layer SCORES = null;
}

/* expected:
6:1: error: [ModelClassNotUsable] ModelIsInterface cannot be a network: it is an interface
    fix: declare it as final class ModelIsInterface
*/
