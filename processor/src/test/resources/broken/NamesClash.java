package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class NamesClash {
  @Repeat(block = Part.class) Layer a;
  @Dense(units = 3) Layer a_0_b;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  @Block
  static final class Part {
    @Dense(units = 3) Layer b;
  }
}

/* expected:
8:27: error: [NamesClash] a_0_b and a.0.b are both called a_0_b in generated code
    fix: rename one of the two
*/
