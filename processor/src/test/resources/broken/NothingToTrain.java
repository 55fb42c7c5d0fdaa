package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class NothingToTrain {
  @Softmax @Output(loss = Loss.MSE) Layer shares;
}

/* expected:
6:7: error: [NothingToTrain] NothingToTrain has no layer with weights, so there is nothing to train
    fix: add a layer such as @Dense(units = 10)
*/
