package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 8})
final class GroupsDoNotDivide {
  @Conv1d(filters = 4, kernel = 3, groups = 2) Layer a;
  @Dense(units = 1) @Output(loss = Loss.MSE) Layer b;
}

/* expected:
7:45: error: [GroupsDoNotDivide] a: 2 groups do not divide 3 channels and 4 filters
    shapes so far: input [3,8]
    fix: a number of groups that divides both
*/
