package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 8, 8})
final class InitializerSaturates {
  @Conv2d(filters = 4, kernel = 3, init = Init.HE_UNIFORM) @Tanh Layer first;
  @Dense(units = 16, init = Init.LECUN_NORMAL) @Tanh Layer sound;
  @Dense(units = 12, init = Init.HE_NORMAL) @Dropout(0.1) @Sigmoid Layer third;
  @SuppressWarnings("synapt:InitializerSaturates")
  @Dense(units = 12, init = Init.HE_NORMAL) @Tanh Layer silenced;
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
}

@Network(input = 8)
final class NotDeep {
  @Dense(units = 16, init = Init.HE_NORMAL) @Tanh Layer first;
  @Dense(units = 16, init = Init.HE_NORMAL) @Tanh Layer second;
  @Dense(units = 8, init = Init.HE_NORMAL) @Relu Layer third;
  @Dense(units = 8, init = Init.HE_NORMAL) @Tanh Layer fourth;
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
}

/* expected:
7:47: warning: [InitializerSaturates] first: HE_UNIFORM is for ReLU; before TANH its weights are too large, and 4 such layers in a row saturate
    fix: init = Init.GLOROT_UNIFORM
9:33: warning: [InitializerSaturates] third: HE_NORMAL is for ReLU; before SIGMOID its weights are too large, and 4 such layers in a row saturate
    fix: init = Init.GLOROT_NORMAL
*/
