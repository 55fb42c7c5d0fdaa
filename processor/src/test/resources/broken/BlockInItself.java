package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class BlockInItself {
  @Repeat(block = Part.class, times = 2) Layer a;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  @Block
  static final class Part {
    @Dense(units = 3) Layer b;
    @Repeat(block = Other.class) Layer c;
  }

  @Block
  static final class Other {
    @Repeat(block = Part.class) Layer d;
  }
}

/* expected:
18:25: error: [BlockInItself] d: Part contains itself, and would never end
    fix: repeat another block here
*/
