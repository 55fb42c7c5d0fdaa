package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 8})
final class NormSingleChannel {
  @LayerNorm(over = NormExtent.CHANNELS) Layer a;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
7:3: error: [NormSingleValue] a: @LayerNorm has a single value of [1,8] to normalise at a time, and would make zeros of all
    shapes so far: input [1,8]
    fix: larger groups, @LayerNorm, or an input with more positions
*/
