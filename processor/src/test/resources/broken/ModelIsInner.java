package broken;

import dev.synapt.dsl.*;

final class ModelIsInner {

  @Network(input = 4)
  final class Model {
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }
}

/* expected:
8:9: error: [ModelClassNotUsable] ModelIsInner.Model cannot be a network: it is an inner class
    fix: declare it as static final class Model
*/
