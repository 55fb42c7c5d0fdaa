package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class ArgumentCount {
  @Repeat(block = Part.class, times = 2, args = 3) Layer a;
  @Repeat(block = Part.class, first = {3, 4, 5}, args = {3, 4}) Layer b;
  @Repeat(block = Part.class) Layer c;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  @Block
  static final class Part {
    static final int UNITS = Arg.SECOND;
    @Dense(units = Arg.FIRST) Layer narrow;
    @Dense(units = UNITS) Layer wide;
  }
}

/* expected:
7:49: error: [ArgumentCount] a: Part takes 2 arguments, but args has 1
    fix: write 2 in args, one for each from Arg.FIRST on that Part uses
8:39: error: [ArgumentCount] b: Part takes 2 arguments, but first has 3
    fix: write 2 in first, one for each from Arg.FIRST on that Part uses
9:3: error: [ArgumentCount] c: Part takes 2 arguments, but args has 0
    fix: write 2 in args, one for each from Arg.FIRST on that Part uses
*/
