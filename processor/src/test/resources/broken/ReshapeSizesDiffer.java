package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 6, 4})
final class ReshapeSizesDiffer {
  @Conv2d(filters = 4, kernel = 1) @Reshape({4, 5, 5}) Layer a;
  @Flatten @LayerNorm Layer b;
  @From("input") @Reshape({48, 0}) Layer c;
  @From("input") @Flatten @Reshape({48}) Layer d;
  @From("b") @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
7:45: error: [ReshapeSizesDiffer] a: [4,6,4] has 96 entries, and [4,5,5] has 100
    shapes so far: input [2,6,4] -> a.conv2d [4,6,4]
    fix: sizes whose product is 96
9:32: error: [ValueOutOfRange] c: @Reshape({48, 0}) is out of range, it must be at least 1
    fix: write 1 or more
10:27: error: [SameKindTwice] d: @Flatten and @Reshape are both changes of shape, and a field takes one
    fix: keep one of them, or move @Reshape to a field of its own
*/
