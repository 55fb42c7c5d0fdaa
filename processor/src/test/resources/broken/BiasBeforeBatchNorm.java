package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 8, 8})
final class BiasBeforeBatchNorm {
  @Conv2d(filters = 12, kernel = 3) @BatchNorm @Relu Layer implied;
  @Conv2d(filters = 6, kernel = 3, bias = true) @BatchNorm @Relu Layer written;
  @Conv2d(filters = 4, kernel = 3, bias = false) @BatchNorm @Relu Layer sound;
  @SuppressWarnings("synapt:BiasBeforeBatchNorm")
  @Dense(units = 8) @BatchNorm @Relu Layer silenced;
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
}

@Network(input = {2, 9})
final class OtherConvolutions {
  @Conv1d(filters = 4, kernel = 3) @BatchNorm @PRelu Layer sequence;
  @Reshape({4, 7, 1}) Layer image;
  @ConvTranspose2d(filters = 3, kernel = 2, bias = true) @BatchNorm @Relu Layer larger;
  @Conv2d(filters = 2, kernel = 1, groups = 1, bias = false) @BatchNorm @Relu Layer sound;
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
}

/* expected:
7:3: warning: [BiasBeforeBatchNorm] implied: implied.batchnorm subtracts the mean, and with it the bias: 12 parameters that change nothing
    fix: bias = false
8:43: warning: [BiasBeforeBatchNorm] written: written.batchnorm subtracts the mean, and with it the bias: 6 parameters that change nothing
    fix: bias = false
17:3: warning: [BiasBeforeBatchNorm] sequence: sequence.batchnorm subtracts the mean, and with it the bias: 4 parameters that change nothing
    fix: bias = false
19:52: warning: [BiasBeforeBatchNorm] larger: larger.batchnorm subtracts the mean, and with it the bias: 3 parameters that change nothing
    fix: bias = false
*/
