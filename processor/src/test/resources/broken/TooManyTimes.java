package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class TooManyTimes {
  @Repeat(block = Part.class, times = 1001) Layer a;
  @Repeat(block = Part.class, times = 0) Layer b;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  @Block
  static final class Part {
    @Dense(units = 4) Layer c;
  }
}

/* expected:
7:39: error: [TooManyTimes] a: a block 1001 times over is more than the 1000 that code is generated for
    fix: repeat it at most 1000 times
8:39: error: [ValueOutOfRange] b: times = 0 is out of range, it must be at least 1
    fix: write 1 or more
*/
