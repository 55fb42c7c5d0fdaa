package broken;

import dev.synapt.dsl.*;

final class BatchWastesLanes {

  @Network(input = 8, batch = 20)
  static final class Twenty {
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }

  @Network(input = 8, batch = 5)
  static final class Five {
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }

  @Network(input = 8, batch = 60)
  static final class HardlyAny {
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }

  @SuppressWarnings("synapt:BatchWastesLanes")
  @Network(input = 8, batch = 33)
  static final class Silenced {
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }
}

/* expected:
7:31: warning: [BatchWastesLanes] BatchWastesLanes.Twenty: batch = 20 is computed as 32 samples, 16 at a time: 60 % more work than needed
    fix: batch = 16 or batch = 32
12:31: warning: [BatchWastesLanes] BatchWastesLanes.Five: batch = 5 is computed as 16 samples, 16 at a time: 220 % more work than needed
    fix: batch = 16
*/
