package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class LayerNeverRead {
  @Dense(units = 3) Layer a;
  @From("a") @Dense(units = 3) @Relu Layer b;
  @From("a") @Dense(units = 3) Layer c;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
8:32: error: [LayerNeverRead] b: no layer reads it, so it would be computed for nothing
    fix: name b in the @From, @Add, @Concat or the like of a later layer, or remove it
*/
