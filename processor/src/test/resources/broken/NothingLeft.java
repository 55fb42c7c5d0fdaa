package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 1, 1})
final class NothingLeft {
  @ConvTranspose2d(filters = 4, kernel = 2, pad = 1) Layer a;
  @Dense(units = 1) @Output(loss = Loss.MSE) Layer b;
}

/* expected:
7:51: error: [NothingLeft] a: nothing is left of the image: [0,0]
    shapes so far: input [3,1,1]
    fix: less padding, or a larger input
*/
