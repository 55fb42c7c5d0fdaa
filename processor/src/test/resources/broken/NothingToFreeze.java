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
6:7: error: [EverythingFrozen] NothingToFreeze has weights on frozen fields only, so there is nothing to train
    fix: remove @Frozen from one of them, as from the last
8:3: error: [NothingToFreeze] b: nothing on this field has weights that could stay as they are
    fix: remove @Frozen, or write it on the field with the weights
9:3: error: [NothingToFreeze] c: nothing on this field has weights that could stay as they are
    fix: remove @Frozen, or write it on the field with the weights
11:46: error: [LayerAfterOutput] e: this layer comes after the output, d
    fix: move it in front of d, move @Output to it, or begin it with @From where a further output follows
*/
