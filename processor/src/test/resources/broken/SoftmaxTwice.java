package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 4, 4})
final class SoftmaxTwice {
  @Conv2d(filters = 3, kernel = 3) @Softmax Layer attention;
  @Dropout(0.5) Layer fewer;
  @Softmax Layer again;
  @Dense(units = 2) @Softmax @Dropout(0.1) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
}

/* expected:
9:3: error: [SoftmaxTwice] again: @Softmax gets probabilities, since attention.softmax has applied one already
    fix: remove one of the two
10:63: error: [CrossEntropyAfterSoftmax] scores: CROSS_ENTROPY takes logits and applies the softmax itself, but scores.softmax has applied one
    fix: remove @Softmax: predict returns probabilities all the same
*/
