package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 8, 8})
final class CrossEntropyNotAVector {
  @Conv2d(filters = 10, kernel = 3) @Output(loss = Loss.CROSS_ENTROPY) Layer perPixel;
}

/* expected:
*/
