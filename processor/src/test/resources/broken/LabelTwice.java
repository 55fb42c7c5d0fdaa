package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class LabelTwice {
  @Dense(units = 4)
  @Output(loss = Loss.CROSS_ENTROPY, labels = {"cat", "dog", " ", "cat"})
  Layer animal;
}

/* expected:
8:62: error: [LabelBlank] animal: label 2 is blank
    shapes so far: input [4] -> animal.dense [4]
    fix: give it the name of its class, or leave all labels out
8:67: error: [LabelTwice] animal: classes 0 and 3 are both labelled "cat"
    shapes so far: input [4] -> animal.dense [4]
    fix: give each class a label of its own
*/
