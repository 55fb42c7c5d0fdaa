package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class LayerReadTooEarly {
  @Dense(units = 3) Layer a;
  @Dense(units = 3) @Shortcut(from = "c") Layer b;
  @From("b") @Dense(units = 3) Layer c;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
8:38: error: [LayerReadTooEarly] b: c comes later, and a layer reads earlier ones only
    fix: move c in front of b, or name an earlier layer
*/
