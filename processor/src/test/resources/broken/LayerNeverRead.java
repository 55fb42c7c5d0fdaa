package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class LayerNeverRead {
  @Dense(units = 3) Layer a;
  @From("a") @Dense(units = 3) @Relu Layer b;
  @From("a") @Dense(units = 3) Layer c;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

@Network
final class LayersForNothing {
  @Input(shape = 3) Layer measured;
  @Input(shape = 5) Layer asked;
  @Dense(units = 3) @Relu Layer a;
  @Dense(units = 3) @Relu Layer b;
  @Add({"a", "b"}) Layer c;
  @Input(shape = 2) Layer forgotten;
  @From("measured") @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
8:32: error: [LayerNeverRead] b: no layer reads it, so it would be computed for nothing
    fix: name b in the @From, @Add, @Concat or the like of a later layer, or remove it
19:3: error: [LayerNeverRead] c: no layer reads it, so it would be computed for nothing, and so would b, a, asked in front of it
    fix: name c in the @From, @Add, @Concat or the like of a later layer, or remove it
20:3: error: [LayerNeverRead] forgotten: no layer reads it, so it would be computed for nothing
    fix: name forgotten in the @From, @Add, @Concat or the like of a later layer, or remove it
*/
