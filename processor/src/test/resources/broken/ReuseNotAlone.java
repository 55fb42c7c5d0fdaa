package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8, 8})
final class ReuseNotAlone {
  @Dense(units = 128) Layer a;
  @Reuse("a") @Relu Layer b;
  @From("a") @Reuse("a") Layer c;
  @Frozen @Reuse("a") Layer d;
  @Reuse("a") @From("a") Layer e;
  @Add({"b", "c", "d", "e"}) @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
8:15: error: [ReuseNotAlone] b: @Relu stands beside @Reuse, whose layers are those of the field it names
    fix: move @Relu to a field of its own; only @From may stand there
10:3: error: [NothingToFreeze] d: nothing on this field has weights that could stay as they are
    fix: remove @Frozen, or write it on the field with the weights
11:15: error: [SourceNotFirst] e: @From says what the field reads, and so what @Reuse makes in front of it would be lost
    fix: move @From in front, or to a field of its own
*/
