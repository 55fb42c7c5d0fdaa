package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8, 8})
final class NormSingleValue {
  @Dense(units = 6) @InstanceNorm Layer a;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
7:21: error: [NormSingleValue] a: @InstanceNorm has a single value of [6] to normalise at a time, and would make zeros of all
    shapes so far: input [2,8,8] -> a.flatten [128] -> a.dense [6]
    fix: larger groups, @LayerNorm, or an input with more positions
*/
