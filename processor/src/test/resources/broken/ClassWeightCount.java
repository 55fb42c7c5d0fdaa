package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class ClassWeightCount {
  @Dense(units = 3) @Output(loss = Loss.CROSS_ENTROPY, classWeights = {1, 2}) Layer kind;
}

/* expected:
7:71: error: [ClassWeightCount] kind: 2 class weights for 3 classes
    shapes so far: input [4] -> kind.dense [3]
    fix: write exactly 3 weights
*/
