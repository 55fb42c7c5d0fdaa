package broken;

import dev.synapt.dsl.*;

@Network(input = 8)
final class SigmoidsInARow {
  @Dense(units = 16) @Sigmoid Layer first;
  @Dense(units = 16) @Sigmoid Layer second;
  @Dense(units = 16) @Sigmoid Layer third;
  @Dense(units = 16) @Sigmoid Layer fourth;
  @Dense(units = 16) @Sigmoid Layer fifth;
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
}

@Network(input = 8)
final class Normalized {
  @Dense(units = 16, bias = false) @BatchNorm @Sigmoid Layer first;
  @Dense(units = 16, bias = false) @BatchNorm @Sigmoid Layer second;
  @Dense(units = 16) @Sigmoid Layer third;
  @Dense(units = 16) @Sigmoid Layer fourth;
  @Dense(units = 16) @Sigmoid Layer fifth;
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
}

/* expected:
7:3: warning: [SigmoidsInARow] first: the slope of a sigmoid is at most 1/4, so gradients shrink 1024 times at least through 5 of them
    fix: use @Relu or @Tanh in hidden layers, or put @BatchNorm in front of each @Sigmoid
*/
