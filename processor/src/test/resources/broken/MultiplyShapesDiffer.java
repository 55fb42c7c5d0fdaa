package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 8, 8})
final class MultiplyShapesDiffer {
  @Conv2d(filters = 4, kernel = 3, padding = Padding.SAME) Layer a;
  @Multiply({"a", "input"}) Layer product;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
8:19: error: [MultiplyShapesDiffer] product: cannot multiply a [4,8,8] by input [3,8,8] (axis 0)
    shapes so far: input [3,8,8] -> a [4,8,8]
    fix: insert @Conv2d(filters = 4, kernel = 1) after input
*/
