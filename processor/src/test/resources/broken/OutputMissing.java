package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class OutputMissing {
  @Dense(units = 8) @Relu Layer hidden;
  @Dense(units = 2) Layer scores;
}

/* expected:
5:1: error: [OutputMissing] OutputMissing has no output
    fix: put @Output(loss = ...) behind the other annotations of the last layer, scores
*/
