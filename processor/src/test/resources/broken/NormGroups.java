package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8, 8})
final class NormGroups {
  @Conv2d(filters = 6, kernel = 3) @GroupNorm(groups = 4) Layer a;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
7:56: error: [NormGroups] a: 4 groups do not divide its 6 channels
    shapes so far: input [2,8,8] -> a.conv2d [6,6,6]
    fix: a number of groups that divides them
*/
