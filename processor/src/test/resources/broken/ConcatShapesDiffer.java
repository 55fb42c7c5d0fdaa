package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 8, 8})
final class ConcatShapesDiffer {
  @Conv2d(filters = 4, kernel = 3, padding = Padding.SAME) Layer a;
  @MaxPool2d(2) Layer half;
  @Concat({"input", "half"}) Layer sizes;
  @From("a") @Dense(units = 5) Layer vector;
  @Concat({"half", "vector"}) Layer ranks;
  @Concat({"input", "a"}) @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
9:3: error: [LayerNeverRead] sizes: no layer reads it, so it would be computed for nothing, and so would half in front of it
    fix: name sizes in the @From, @Add, @Concat or the like of a later layer, or remove it
9:21: error: [ConcatShapesDiffer] sizes: cannot put input [3,8,8] and half [4,4,4] side by side (axis 1, 2)
    shapes so far: input [3,8,8] -> a [4,8,8] -> half [4,4,4]
    fix: the same strides and poolings on both ways, and padding = SAME: all axes but the channels must agree
11:3: error: [LayerNeverRead] ranks: no layer reads it, so it would be computed for nothing, and so would vector, half in front of it
    fix: name ranks in the @From, @Add, @Concat or the like of a later layer, or remove it
11:20: error: [ConcatShapesDiffer] ranks: cannot put half [4,4,4] and vector [5] side by side (3 axes and 1)
    shapes so far: input [3,8,8] -> a [4,8,8] -> half [4,4,4] -> sizes [?] -> vector [5]
    fix: bring images to images and vectors to vectors: @GlobalAvgPool and @Dense make a vector
*/
