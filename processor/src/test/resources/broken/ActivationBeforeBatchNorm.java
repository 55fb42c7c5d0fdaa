package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 8, 8})
final class ActivationBeforeBatchNorm {
  @Conv2d(filters = 12, kernel = 3) @Relu @BatchNorm Layer first;
  @Conv2d(filters = 6, kernel = 3) @Tanh Layer second;
  @BatchNorm Layer norm;
  @Dense(units = 9) @PRelu Layer third;
  @BatchNorm Layer norm3;

  @SuppressWarnings({"unused", "synapt:ActivationBeforeBatchNorm"})
  @Dense(units = 8) @Relu @BatchNorm Layer silenced;
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
}

/* expected:
7:43: warning: [ActivationBeforeBatchNorm] first: @BatchNorm normalizes what first.relu has bent already
    fix: write @BatchNorm in front of the activation
9:3: warning: [ActivationBeforeBatchNorm] norm: @BatchNorm normalizes what second.tanh has bent already
    fix: write @BatchNorm in front of the activation
11:3: warning: [ActivationBeforeBatchNorm] norm3: @BatchNorm normalizes what third.prelu has bent already
    fix: write @BatchNorm in front of the activation
*/
