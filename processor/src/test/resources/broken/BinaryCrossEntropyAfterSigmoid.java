package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class BinaryCrossEntropyAfterSigmoid {
  @Dense(units = 3) @Sigmoid @Output(loss = Loss.BINARY_CROSS_ENTROPY) Layer tags;
}

@Network(input = 4)
final class BinaryCrossEntropyAfterSoftmaxOfField {
  @Dense(units = 3) @Softmax @Dropout(0.1) Layer shares;
  @Output(loss = Loss.BINARY_CROSS_ENTROPY) Layer tags;
}

@Network(input = 4)
final class BinaryCrossEntropyAfterRelu {
  @Dense(units = 3) @Relu @Output(loss = Loss.BINARY_CROSS_ENTROPY) Layer tags;
}

/* expected:
7:49: error: [BinaryCrossEntropyAfterSigmoid] tags: BINARY_CROSS_ENTROPY takes logits and applies the sigmoid itself, but tags.sigmoid has made probabilities already
    fix: remove tags.sigmoid: predict returns probabilities all the same
13:22: error: [BinaryCrossEntropyAfterSigmoid] tags: BINARY_CROSS_ENTROPY takes logits and applies the sigmoid itself, but shares.softmax has made probabilities already
    fix: remove shares.softmax: predict returns probabilities all the same
18:21: warning: [LogitsActivated] tags: BINARY_CROSS_ENTROPY takes logits of any size, and tags.relu confines them
    fix: remove the activation of the last layer
*/
