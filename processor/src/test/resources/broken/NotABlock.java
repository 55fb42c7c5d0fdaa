package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class NotABlock {
  @Repeat(block = Part.class, times = 2) Layer a;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  static final class Part {
    Layer b;
  }
}

/* expected:
7:23: error: [NotABlock] a: Part is no block
    fix: write @Block in front of class Part
*/
