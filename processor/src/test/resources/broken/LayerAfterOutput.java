package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class LayerAfterOutput {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  @Dense(units = 8) Layer more;
  @From("scores") @Dense(units = 2) @Output(loss = Loss.MSE, weight = 2) Layer others;
  @From("more") @Relu Layer evenMore;
}

/* expected:
8:27: error: [LayerAfterOutput] more: this layer comes after the output, scores
    fix: move it in front of scores, move @Output to it, or begin it with @From where a further output follows
10:29: error: [LayerAfterOutput] evenMore: this layer comes after the output, others
    fix: move it in front of others, move @Output to it, or begin it with @From where a further output follows
*/
