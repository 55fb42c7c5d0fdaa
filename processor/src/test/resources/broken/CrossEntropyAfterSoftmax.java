package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class CrossEntropyAfterSoftmax {
  @Dense(units = 3) @Softmax @Output(loss = Loss.CROSS_ENTROPY) Layer species;
}

/* expected:
7:49: error: [CrossEntropyAfterSoftmax] species: CROSS_ENTROPY takes logits and applies the softmax itself, but species.softmax has applied one
    fix: remove @Softmax: predict returns probabilities all the same
*/
