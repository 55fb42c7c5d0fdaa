package broken;

import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;

@Network(input = 4)
final class LayerNotImported {
  @Dense(units = 0) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
10:46: error: cannot find symbol
  symbol:   class Layer
  location: class broken.LayerNotImported
*/
