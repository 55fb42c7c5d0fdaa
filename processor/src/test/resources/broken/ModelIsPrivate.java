package broken;

import dev.synapt.dsl.*;

final class ModelIsPrivate {

  @Network(input = 4)
  private static final class Model {
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }

  private static final class Around {
    @Network(input = 4)
    static final class Model {
      @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
    }
  }
}

/* expected:
8:24: error: [ModelClassNotUsable] ModelIsPrivate.Model cannot be a network: it is private or inside a private class, where generated code cannot name it
    fix: remove the word private
14:18: error: [ModelClassNotUsable] ModelIsPrivate.Around.Model cannot be a network: it is private or inside a private class, where generated code cannot name it
    fix: remove the word private
*/
