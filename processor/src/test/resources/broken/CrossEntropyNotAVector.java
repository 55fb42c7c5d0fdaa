package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 8, 8})
final class CrossEntropyNotAVector {
  @Conv2d(filters = 10, kernel = 3) @Output(loss = Loss.CROSS_ENTROPY) Layer perPixel;
}

/* expected:
7:56: error: [CrossEntropyNotAVector] perPixel: CROSS_ENTROPY takes one number per class, but gets [10,6,6]
    shapes so far: input [1,8,8] -> perPixel.conv2d [10,6,6]
    fix: put a @Dense with one unit per class in front of @Output
*/
