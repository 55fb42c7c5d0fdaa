package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8, 8})
final class UnpoolOfNoPool {
  @Conv2d(filters = 6, kernel = 3) @Relu Layer a;
  @MaxUnpool2d(of = "a") Layer b;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
8:21: error: [UnpoolOfNoPool] b: a has no @MaxPool2d to undo, one whose taps are next to each other
    fix: name a field with @MaxPool2d
*/
