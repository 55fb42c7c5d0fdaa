package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 8, 8})
final class MistakeInBlock {
  @Repeat(block = Part.class, times = 3, args = 8) Layer stage;
  @GlobalAvgPool @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  @Block
  static final class Part {
    static final int FILTERS = Arg.FIRST;
    @Conv2d(filters = FILTERS, kernel = 3) Layer c;
    @Conv2d(filters = FILTERS, kernel = 0) Layer d;
    @Shortcut(from = Block.INPUT) @Relu @Tanh Layer e;
  }
}

/* expected:
14:41: error: [ValueOutOfRange] stage.0.d: kernel = 0 is out of range, it must be at least 1
    fix: write 1 or more
15:41: error: [SameKindTwice] e: @Relu and @Tanh are both activations, and a field takes one
    fix: keep one of them, or move @Tanh to a field of its own
*/
