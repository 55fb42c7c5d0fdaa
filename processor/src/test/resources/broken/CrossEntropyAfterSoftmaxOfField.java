package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class CrossEntropyAfterSoftmaxOfField {
  @Dense(units = 3) @Softmax Layer shares;
  @Output(loss = Loss.CROSS_ENTROPY) Layer species;
}

/* expected:
8:22: error: [CrossEntropyAfterSoftmax] species: CROSS_ENTROPY takes logits and applies the softmax itself, but shares.softmax has applied one
    fix: remove @Softmax: predict returns probabilities all the same
*/
