package goldens;

import dev.synapt.dsl.*;

@SuppressWarnings("synapt:BatchWastesLanes")
@Network(input = 13, batch = 20)
final class Mlp {
  @Dense(units = 7, init = Init.LECUN_NORMAL) @Tanh                   Layer hidden;
  @Dense(units = 3, bias = false) @Output(loss = Loss.MSE, labels = {"a", "b", "c"}) Layer scores;
}
