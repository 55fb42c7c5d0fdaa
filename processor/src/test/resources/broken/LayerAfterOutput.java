package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class LayerAfterOutput {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  @Dense(units = 8) Layer more;
  @Relu Layer evenMore;
}

/* expected:
8:27: error: [LayerAfterOutput] more: this layer comes after the output, scores
    fix: move it in front of scores, or move @Output to it
9:15: error: [LayerAfterOutput] evenMore: this layer comes after the output, scores
    fix: move it in front of scores, or move @Output to it
*/
