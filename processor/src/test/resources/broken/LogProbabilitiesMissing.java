package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class LogProbabilitiesMissing {
  @Dense(units = 3) @Output(loss = Loss.NEGATIVE_LOG_LIKELIHOOD) Layer kind;
}

@Network(input = 4)
final class ProbabilitiesThemselves {
  @Dense(units = 3) @Softmax @Output(loss = Loss.KL_DIVERGENCE) Layer shares;
}

@Network(input = 4)
final class LogProbabilities {
  @Dense(units = 3) @LogSoftmax @Output(loss = Loss.NEGATIVE_LOG_LIKELIHOOD) Layer kind;
}

@Network(input = 4)
@SuppressWarnings("synapt:LogProbabilitiesMissing")
final class Silenced {
  @Dense(units = 3) @Output(loss = Loss.KL_DIVERGENCE) Layer shares;
}

/* expected:
7:40: warning: [LogProbabilitiesMissing] kind: NEGATIVE_LOG_LIKELIHOOD takes logarithms of probabilities, and kind.dense makes numbers of another kind
    fix: put @LogSoftmax in front of @Output, or take loss = CROSS_ENTROPY, which does so itself
12:49: warning: [LogProbabilitiesMissing] shares: KL_DIVERGENCE takes logarithms of probabilities, and shares.softmax makes numbers of another kind
    fix: put @LogSoftmax in front of @Output, or take loss = SOFT_CROSS_ENTROPY, which does so itself
*/
