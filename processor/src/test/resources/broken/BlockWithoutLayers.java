package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class BlockWithoutLayers {
  @Repeat(block = Part.class) Layer a;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  @Block
  static final class Part {}
}

/* expected:
7:23: error: [BlockWithoutLayers] a: Part has no layers
    fix: declare fields such as @Dense(units = 8) Layer a in it
*/
