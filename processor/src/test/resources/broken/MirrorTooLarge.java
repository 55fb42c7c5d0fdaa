package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 4, 4})
final class MirrorTooLarge {
  @Pad2d(value = 4, border = Border.MIRRORED) Layer a;
  @Dense(units = 1) @Output(loss = Loss.MSE) Layer b;
}

/* expected:
7:18: error: [MirrorTooLarge] a: a mirror image of 4 positions around 4, whose border is not repeated
    shapes so far: input [3,4,4]
    fix: at most 3
*/
