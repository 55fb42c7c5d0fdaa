package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 4, 4})
final class CausalPadding {
  @Conv2d(filters = 4, kernel = 3, padding = Padding.CAUSAL) Layer a;
  @Dense(units = 1) @Output(loss = Loss.MSE) Layer b;
}

/* expected:
7:53: error: [CausalPadding] a: padding = CAUSAL is for sequences, and @Conv2d works on several axes
    fix: padding = SAME, or explicit amounts
*/
