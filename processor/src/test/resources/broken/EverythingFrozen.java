package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class EverythingFrozen {
  @Frozen @Dense(units = 8) @Relu Layer a;
  @Repeat(block = Part.class, args = 3) Layer b;
  @Frozen @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  @Block
  static final class Part {
    @Frozen @Dense(units = Arg.FIRST) @Relu Layer inner;
  }
}

/* expected:
6:7: error: [EverythingFrozen] EverythingFrozen has weights on frozen fields only, so there is nothing to train
    fix: remove @Frozen from one of them, as from the last
*/
