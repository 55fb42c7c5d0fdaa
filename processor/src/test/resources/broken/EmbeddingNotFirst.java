package broken;

import dev.synapt.dsl.*;

@Network(input = 8)
final class EmbeddingNotFirst {
  @Dense(units = 4) @Embedding(vocabulary = 9, dimension = 3) Layer a;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
7:21: error: [EmbeddingNotFirst] a: @Embedding looks up token ids, which only the network's input has
    shapes so far: input [8] -> a.dense [4]
    fix: put it first, or read the input by @From
*/
