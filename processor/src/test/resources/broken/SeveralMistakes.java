package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 28, 28}, batch = -64)
final class SeveralMistakes {
  @Conv2d(filters = 6, kernel = 5) @Relu @MaxPool2d(2) Layer conv1;
  @Conv2d(filters = 16, kernel = 15) @Relu @MaxPool2d(2) Layer conv2;
  @Dense(units = 120) @Relu Layer fc1;
  @Dense(units = 84) @Relu @Dropout(1.2) Layer fc2;
  @Dense(units = 10) @Softmax
  @Output(loss = Loss.CROSS_ENTROPY, labels = {"zero", "one", "two"})
  Layer digit;
}

/* expected:
5:39: error: [ValueOutOfRange] SeveralMistakes: batch = -64 is out of range, it must be at least 1
    fix: write 1 or more
8:34: error: [ConvWindowTooLarge] conv2: a 15x15 window does not fit an input of 12x12
    shapes so far: input [1,28,28] -> conv1 [6,12,12]
    fix: padding = SAME, or a window of at most 12x12
10:37: error: [ValueOutOfRange] fc2: @Dropout(1.2) is out of range, it must be at least 0 and less than 1
    fix: write 0.5 or another fraction
12:22: error: [CrossEntropyAfterSoftmax] digit: CROSS_ENTROPY takes logits and applies the softmax itself, but digit.softmax has applied one
    fix: remove @Softmax: predict returns probabilities all the same
12:47: error: [LabelCount] digit: 3 labels for 10 units
    shapes so far: input [1,28,28] -> conv1 [6,12,12] -> conv2 [?] -> fc1 [120] -> fc2 [84] -> digit.dense [10] -> digit.softmax [10]
    fix: write exactly 10 labels, or give the last layer 3 units
*/
