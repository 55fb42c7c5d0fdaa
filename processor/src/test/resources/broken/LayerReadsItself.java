package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class LayerReadsItself {
  @Dense(units = 3) Layer a;
  @Add({"a", "b"}) Layer b;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
8:14: error: [LayerReadsItself] b: the layer reads itself
    fix: name an earlier layer
*/
