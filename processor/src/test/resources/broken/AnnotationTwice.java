package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class AnnotationTwice {
  @Dense(units = 8) @Relu @Relu Layer hidden;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:27: error: dev.synapt.dsl.Relu is not a repeatable annotation interface
*/
