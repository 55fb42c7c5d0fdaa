package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 8, 8})
final class DropoutBeforeBatchNorm {
  @Dropout(0.1) Layer noise;
  @Conv2d(filters = 6, kernel = 3, bias = false) @BatchNorm @Relu Layer first;
  @SuppressWarnings("synapt:DropoutBeforeBatchNorm")
  @Dropout(0.2) Layer silenced;
  @Dense(units = 8, bias = false) @BatchNorm @Relu @Dropout(0.3) Layer second;
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
}

/* expected:
7:3: warning: [DropoutBeforeBatchNorm] noise: dropout spreads values in training only, so first.batchnorm keeps variances that are too large for prediction
    fix: move @Dropout behind the last @BatchNorm
*/
