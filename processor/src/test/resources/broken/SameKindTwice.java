package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 8, 8})
final class SameKindTwice {
  @Conv2d(filters = 4, kernel = 3) @Relu @Tanh @MaxPool2d(2) @AvgPool2d(3) Layer conv;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:42: error: [SameKindTwice] conv: @Relu and @Tanh are both activations, and a field takes one
    fix: keep one of them, or move @Tanh to a field of its own
7:62: error: [SameKindTwice] conv: @MaxPool2d and @AvgPool2d are both poolings, and a field takes one
    fix: keep one of them, or move @AvgPool2d to a field of its own
*/
