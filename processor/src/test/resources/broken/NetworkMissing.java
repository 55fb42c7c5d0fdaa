package broken;

import dev.synapt.dsl.*;

final class NetworkMissing {

  static final class Second {
    @Dense(units = 8) @Relu Layer hidden;
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }

  @Network(input = 4)
  static final class Sound {
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }

  static final class First {
    @BatchNorm Layer norm;
  }
}

/* expected:
17:16: error: [NetworkMissing] First has layers but is no network, so nothing is generated from it
    fix: write @Network(input = ...) in front of First
7:16: error: [NetworkMissing] Second has layers but is no network, so nothing is generated from it
    fix: write @Network(input = ...) in front of Second
*/
