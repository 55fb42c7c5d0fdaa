package broken;

import dev.synapt.dsl.*;

final class LogitsActivated {

  @Network(input = 8)
  static final class OnTheSameField {
    @Dense(units = 2) @Relu @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
  }

  @Network(input = 8)
  static final class BehindDropout {
    @Dense(units = 3) @Sigmoid Layer first;
    @Dropout(0.5) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
  }

  @Network(input = 8)
  static final class SquaredErrorMayBeConfined {
    @Dense(units = 3) @Sigmoid @Output(loss = Loss.MSE) Layer scores;
  }
}

/* expected:
9:23: warning: [LogitsActivated] scores: CROSS_ENTROPY takes logits of any size, and scores.relu confines them
    fix: remove the activation of the last layer
14:23: warning: [LogitsActivated] scores: CROSS_ENTROPY takes logits of any size, and first.sigmoid confines them
    fix: remove the activation of the last layer
*/
