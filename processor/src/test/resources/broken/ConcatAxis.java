package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 8, 8})
final class ConcatAxis {
  @Conv2d(filters = 4, kernel = 3, padding = Padding.SAME) Layer a;
  @Concat(value = {"input", "a"}, axis = 2) @Relu Layer b;
  @Concat(value = {"a", "input"}, axis = 3) @Relu Layer c;
  @From("a") @Dense(units = 5) Layer vector;
  @Concat(value = {"vector", "vector"}, axis = -1) @Relu Layer d;
  @Add({"d", "c", "b"}) @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
8:29: error: [ConcatShapesDiffer] b: cannot put input [3,8,8] and a [4,8,8] side by side (axis 0)
    shapes so far: input [3,8,8] -> a [4,8,8]
    fix: the same strides and poolings on both ways, and padding = SAME: all axes but axis 2 must agree
9:42: error: [ConcatAxis] c: there is no axis 3 in a [4,8,8]
    shapes so far: input [3,8,8] -> a [4,8,8] -> b [?]
    fix: axis = 0 is that of the channels, and 2 the last; the batch is none of them
11:48: error: [ConcatAxis] d: there is no axis -1 in vector [5]
    shapes so far: input [3,8,8] -> a [4,8,8] -> b [?] -> c [?] -> vector [5]
    fix: axis = 0 is that of the channels, and 0 the last; the batch is none of them
*/
