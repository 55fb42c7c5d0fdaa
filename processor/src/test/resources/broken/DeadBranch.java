package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8, 8})
final class DeadBranch {
  @Conv2d(filters = 4, kernel = 3, init = Init.ZEROS) @Relu @MaxPool2d(2) Layer first;
  @Dense(units = 8) @Tanh Layer second;
  @Dense(units = 2, init = Init.ZEROS) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
}

@Network(input = 4)
final class ZerosBehindZeros {
  @Dense(units = 6) @Tanh Layer before;
  @Dense(units = 5, init = Init.ZEROS, bias = false) @Tanh Layer first;
  @Dense(units = 2, init = Init.ZEROS) @Output(loss = Loss.MSE) Layer second;
}

@Network(input = {2, 6})
final class SoftmaxOfOneChannel {
  @Conv1d(filters = 1, kernel = 1) @Softmax Layer gate;
  @From("input") @Conv1d(filters = 1, kernel = 1) @Tanh Layer content;
  @Multiply({"gate", "content"}) @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

@Network(input = {2, 8, 8})
final class PositionsAlone {
  @Conv2d(filters = 3, kernel = 1) @MaxPool2d(2) Layer where;
  @From("input") @Conv2d(filters = 3, kernel = 2, stride = 2) Layer what;
  @MaxUnpool2d(of = "where") @Output(loss = Loss.MSE) Layer out;
}

@Network(input = 4)
final class NoClassCounts {
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY, classWeights = {0, 0}) Layer kind;
}

@Network(input = {3, 8, 8})
final class AllLearn {
  @Conv2d(filters = 4, kernel = 3, padding = Padding.SAME, bias = false, init = Init.ZEROS)
  @BatchNorm
  Layer sum;

  @Shortcut(from = "input", kind = ShortcutKind.ZERO_PADDING) @Relu Layer residual;
  @Dense(units = 5, init = Init.ZEROS) @Sigmoid Layer awake;
  @Dense(units = 3) @Relu Layer hidden;
  @Dense(units = 2, init = Init.ZEROS) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
}

@Network(input = 4)
final class FrozenOnesComeFromAFile {
  @Frozen @Dense(units = 4, init = Init.ZEROS) @Relu Layer read;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

@Network(input = 4)
@SuppressWarnings("synapt:DeadBranch")
final class Silenced {
  @Dense(units = 3, init = Init.ZEROS) @Relu Layer first;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
9:3: warning: [DeadBranch] scores: the weights of scores.dense start at 0, and stay there because 0 arrives; so no gradient goes past it, and first.conv2d, second.dense, scores.dense never learn
    fix: an init other than ZEROS for first
16:3: warning: [DeadBranch] second: the weights of second.dense start at 0, and stay there because 0 arrives; so no gradient goes past it, and before.dense, first.dense, second.dense never learn
    fix: an init other than ZEROS for first
21:36: warning: [DeadBranch] gate: a softmax of one channel is always 1; so no gradient goes past it, and gate.conv1d never learns
    fix: more channels
30:3: warning: [DeadBranch] out: of where.maxpool2d it takes positions and no numbers; so no gradient goes past it, and where.conv2d never learns
    fix: a layer that reads the numbers of where.maxpool2d too
35:21: warning: [DeadBranch] kind: all class weights are 0; so no gradient goes past it, and kind.dense never learns
    fix: a class weight greater than 0
*/
