package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8, 8})
final class UnpoolShapesDiffer {
  @Conv2d(filters = 6, kernel = 3) @MaxPool2d(2) Layer a;
  @Conv2d(filters = 4, kernel = 1) Layer b;
  @MaxUnpool2d(of = "a") Layer c;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
9:21: error: [UnpoolShapesDiffer] c: [4,3,3] cannot go back to where a.maxpool2d took its [6,3,3] from
    shapes so far: input [2,8,8] -> a [6,3,3] -> b [4,3,3]
    fix: bring what arrives to [6,3,3], or name another pooling
*/
