package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8, 8})
final class ReuseOfBatchNorm {
  @Conv2d(filters = 2, kernel = 1, bias = false) @BatchNorm @Relu Layer a;
  @Reuse("a") Layer b;
  @Repeat(block = Part.class, times = 2) Layer c;
  @Reuse("c") Layer d;
  @Frozen @Conv2d(filters = 2, kernel = 1, bias = false) @BatchNorm @Relu Layer e;
  @Reuse("e") Layer f;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  @Block
  static final class Part {
    @Conv2d(filters = 2, kernel = 1, bias = false) @BatchNorm @Relu Layer inner;
  }
}

/* expected:
8:10: error: [ReuseOfBatchNorm] b: the batch norm of a has one running mean, which two uses would move in turn
    fix: @LayerNorm or @GroupNorm in its place, or @Frozen on a
10:10: error: [ReuseOfBatchNorm] d: the batch norm of c has one running mean, which two uses would move in turn
    fix: @LayerNorm or @GroupNorm in its place, or @Frozen on c
*/
