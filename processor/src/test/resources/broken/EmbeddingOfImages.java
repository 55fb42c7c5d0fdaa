package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8})
final class EmbeddingOfImages {
  @Embedding(vocabulary = 9, dimension = 3, padding = 9) @PositionalEncoding Layer a;
  @Embedding(vocabulary = 20_000_000, dimension = 0, padding = -2) Layer b;
  @Dense(units = 2) @PositionalEncoding Layer c;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
7:3: error: [InputAxes] a: @Embedding works on rows of token ids [L], but its input is [2,8]
    shapes so far: input [2,8]
    fix: give the network an input of that form, or take the layer for [2,8]
7:55: error: [ValueOutOfRange] a: padding = 9 is out of range, it must be from 0 to 8, or -1 for none
    fix: write one of them
8:27: error: [ValueOutOfRange] b: vocabulary = 20000000 is out of range, it must be at most 16777216
    fix: write 16777216 or less
8:51: error: [ValueOutOfRange] b: dimension = 0 is out of range, it must be at least 1
    fix: write 1 or more
8:64: error: [ValueOutOfRange] b: padding = -2 is out of range, it must be from 0 to 16777215, or -1 for none
    fix: write one of them
9:21: error: [InputAxes] c: @PositionalEncoding works on sequences [C,L], but its input is [2]
    shapes so far: input [2,8] -> a [?] -> b [?] -> c.flatten [?] -> c.dense [2]
    fix: give the network an input of that form, or take the layer for [2]
*/
