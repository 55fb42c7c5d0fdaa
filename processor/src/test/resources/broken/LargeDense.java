package broken;

import dev.synapt.dsl.*;

@Network(input = {512, 7, 7})
final class LargeDense {
  @Dense(units = 4096) @Relu Layer fc1;
  @Dense(units = 4095) @Relu Layer justFits;
  @SuppressWarnings("synapt:LargeDense")
  @Dense(units = 4097) @Relu Layer silenced;
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
}

/* expected:
7:18: warning: [LargeDense] fc1: 102,760,448 weights, from 25,088 inputs to 4,096 units, take 411,041,792 bytes, and as many again for gradients
    fix: fewer units, or pooling in front of fc1
*/
