package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class NetworkWithoutLayers {
  int units;
}

/* expected:
6:7: error: [NetworkWithoutLayers] NetworkWithoutLayers has no layers
    fix: declare fields such as @Dense(units = 1) @Output(loss = Loss.MSE) Layer result
*/
