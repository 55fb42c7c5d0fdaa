package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class FieldNotALayer {
  @Dense(units = 8) @Relu int hidden;
  @Relu java.util.List<String> again;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:31: error: [FieldNotALayer] hidden: @Dense stands on a field of type int
    fix: declare it as dev.synapt.dsl.Layer
8:32: error: [FieldNotALayer] again: @Relu stands on a field of type java.util.List<java.lang.String>
    fix: declare it as dev.synapt.dsl.Layer
*/
