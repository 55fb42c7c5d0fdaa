package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 6, 6})
final class StrideBeyondImage {
  @Conv2d(filters = 2, kernel = 3, stride = 2_000_000_000) Layer conv;
  @MaxPool2d(value = 1, stride = Integer.MAX_VALUE) Layer pool;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer result;
}

/* expected:
7:45: warning: [StrideBeyondImage] conv: a stride of 2000000000x2000000000 leads out of an image of 6x6, so there is one window
    shapes so far: input [1,6,6]
    fix: a stride of at most 6x6
8:41: warning: [StrideBeyondImage] pool: a stride of 2147483647x2147483647 leads out of an image of 1x1, so there is one window
    shapes so far: input [1,6,6] -> conv [2,1,1]
    fix: a stride of at most 1x1
*/
