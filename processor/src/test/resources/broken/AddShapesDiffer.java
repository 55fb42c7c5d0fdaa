package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 8, 8})
final class AddShapesDiffer {
  @Conv2d(filters = 4, kernel = 3, padding = Padding.SAME) Layer a;
  @Conv2d(filters = 6, kernel = 3, padding = Padding.SAME) Layer b;
  @Add({"a", "b"}) Layer channels;
  @From("a") @MaxPool2d(2) Layer half;
  @Add({"a", "a", "half"}) Layer sizes;
  @From("a") @Dense(units = 5) Layer vector;
  @Add({"half", "vector"}) Layer ranks;
  @From("vector") @Dense(units = 7) Layer longer;
  @Add({"vector", "longer"}) Layer vectors;
  @From("half") @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

@Network
final class Sequences {
  @Input(shape = {4, 168}) Layer history;
  @Conv1d(filters = 32, kernel = 3, padding = Padding.CAUSAL) @Relu Layer t1;
  @Conv1d(filters = 32, kernel = 3, dilation = 2, padding = Padding.CAUSAL) @Relu Layer t2;
  @Conv1d(filters = 64, kernel = 3, dilation = 4, padding = Padding.CAUSAL) @Relu Layer t3;
  @Add({"t1", "t3"}) Layer res;
  @GlobalAvgPool @Dense(units = 24) @Output(loss = Loss.MAE) Layer next24h;
}

@Network(input = {3, 4, 8, 8})
final class Volumes {
  @Conv3d(filters = 2, kernel = 1) Layer a;
  @MaxPool3d(2) Layer half;
  @Add({"a", "input"}) Layer sum;
  @Add({"half", "sum"}) @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
9:3: error: [LayerNeverRead] channels: no layer reads it, so it would be computed for nothing, and so would b in front of it
    fix: name channels in the @From, @Add, @Concat or the like of a later layer, or remove it
9:14: error: [AddShapesDiffer] channels: cannot add a [4,8,8] and b [6,8,8] (axis 0)
    shapes so far: input [3,8,8] -> a [4,8,8] -> b [6,8,8]
    fix: give b filters = 4, or insert @Conv2d(filters = 4, kernel = 1) after b
11:3: error: [LayerNeverRead] sizes: no layer reads it, so it would be computed for nothing
    fix: name sizes in the @From, @Add, @Concat or the like of a later layer, or remove it
11:19: error: [AddShapesDiffer] sizes: cannot add a [4,8,8] and half [4,4,4] (axis 1, 2)
    shapes so far: input [3,8,8] -> a [4,8,8] -> b [6,8,8] -> channels [?] -> half [4,4,4]
    fix: the same strides and poolings on both ways, and padding = SAME, or a @Shortcut, which fits one image to the other
13:3: error: [LayerNeverRead] ranks: no layer reads it, so it would be computed for nothing, and so would vector in front of it
    fix: name ranks in the @From, @Add, @Concat or the like of a later layer, or remove it
13:17: error: [AddShapesDiffer] ranks: cannot add half [4,4,4] and vector [5] (3 axes and 1)
    shapes so far: input [3,8,8] -> a [4,8,8] -> b [6,8,8] -> channels [?] -> half [4,4,4] -> sizes [?] -> vector [5]
    fix: bring images to images and vectors to vectors: @GlobalAvgPool and @Dense make a vector
15:3: error: [LayerNeverRead] vectors: no layer reads it, so it would be computed for nothing, and so would longer, vector in front of it
    fix: name vectors in the @From, @Add, @Concat or the like of a later layer, or remove it
15:19: error: [AddShapesDiffer] vectors: cannot add vector [5] and longer [7] (axis 0)
    shapes so far: input [3,8,8] -> a [4,8,8] -> b [6,8,8] -> channels [?] -> half [4,4,4] -> sizes [?] -> vector [5] -> ranks [?] -> longer [7]
    fix: give longer units = 5, or insert @Dense(units = 5) after longer
25:15: error: [AddShapesDiffer] res: cannot add t1 [32,168] and t3 [64,168] (axis 0)
    shapes so far: history [4,168] -> t1 [32,168] -> t2 [32,168] -> t3 [64,168]
    fix: give t3 filters = 32, or insert @Conv1d(filters = 32, kernel = 1) after t3
33:14: error: [AddShapesDiffer] sum: cannot add a [2,4,8,8] and input [3,4,8,8] (axis 0)
    shapes so far: input [3,4,8,8] -> a [2,4,8,8] -> half [2,2,4,4]
    fix: insert @Conv3d(filters = 2, kernel = 1) after input
*/
