package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class OutputNotLast {
  @Dense(units = 2) @Output(loss = Loss.MSE) @Tanh @Dropout(0.5) Layer scores;
}

/* expected:
7:46: error: [OutputNotLast] scores: @Tanh comes after @Output
    fix: write @Output as the last annotation of scores
7:52: error: [OutputNotLast] scores: @Dropout comes after @Output
    fix: write @Output as the last annotation of scores
*/
