// back end: real
// options: --release 25
package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class NoNoise {
  @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) @Relu Layer scores;

  NoNoiseTrainer trainer = new NoNoiseTrainer();

  NoNoiseNetwork network(NoNoiseWeights weights) {
    return trainer.network(weights);
  }

  static final class Training extends java.util.ArrayList<NoNoiseTrainer> {}
}

@Network(input = {1, 2, 3})
final class Image {
  @Conv2d(filters = 2, kernel = {2, 4}) Layer conv;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;

  ImageWeights weights;
}

/* expected:
9:56: error: [OutputNotLast] scores: @Relu comes after @Output
    fix: write @Output as the last annotation of scores
22:33: error: [ConvWindowTooLarge] conv: a 2x4 window does not fit an input of 2x3
    shapes so far: input [1,2,3]
    fix: padding = SAME, or a window of at most 2x3
*/
