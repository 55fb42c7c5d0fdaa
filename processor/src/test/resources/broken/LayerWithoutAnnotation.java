package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class LayerWithoutAnnotation {
  Layer hidden;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:9: error: [LayerWithoutAnnotation] hidden: nothing says what this layer does
    fix: put an annotation such as @Dense or @Conv2d on it, or remove the field
*/
