package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class LabelCount {
  @Dense(units = 3) @Output(loss = Loss.CROSS_ENTROPY, labels = {"setosa", "virginica"})
  Layer species;
}

/* expected:
7:65: error: [LabelCount] species: 2 labels for 3 units
    shapes so far: input [4] -> species.dense [3]
    fix: write exactly 3 labels, or give the last layer 2 units
*/
