package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 4, 4})
final class LayerNeverLearns {
  @Conv2d(filters = 3, kernel = 1) @Tanh @MaxPool2d(2) Layer places;
  @From("input") @Conv2d(filters = 3, kernel = 1) @AvgPool2d(2) Layer values;
  @MaxUnpool2d(of = "places") Layer up;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
7:3: error: [LayerNeverLearns] places: its weights would never change: of what comes of it only the places of a pooling's maxima are used, which have no gradient
    fix: let a layer read the pooling too, or mark places with @Frozen
*/
