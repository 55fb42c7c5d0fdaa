package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class NothingToFreeze {
  @Frozen @Dense(units = 8) Layer a;
  @Frozen @Relu @Dropout(0.1) Layer b;
  @Frozen Layer c;
  @Dense(units = 2) @Frozen @Output(loss = Loss.MSE) Layer d;
  @Frozen @From("a") @Dense(units = 2) Layer e;
}

/* expected:
*/
