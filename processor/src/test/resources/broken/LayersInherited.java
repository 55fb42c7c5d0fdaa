package broken;

import dev.synapt.dsl.*;

abstract class Trunk {
  Layer first;
}

abstract class Branch extends Trunk {}

@Network(input = 4)
final class LayersInherited extends Branch {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
12:7: error: [LayersInherited] LayersInherited inherits layers, as first of Trunk, and only layers of its own belong to a network
    fix: declare first in LayersInherited, and extend no class with layers
*/
