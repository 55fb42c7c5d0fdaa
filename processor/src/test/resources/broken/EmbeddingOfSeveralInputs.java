package broken;

import dev.synapt.dsl.*;

@Network
final class EmbeddingOfSeveralInputs {
  @Input(shape = 8) Layer words;
  @Embedding(vocabulary = 9, dimension = 3) @Flatten Layer meanings;
  @Input(shape = 2) Layer numbers;
  @Concat({"numbers", "meanings"}) @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
8:3: error: [EmbeddingOfSeveralInputs] meanings: @Embedding wants samples of token ids alone, and here a sample has 2 inputs
    fix: let the token ids be the network's only input
*/
