package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class MissingValue {
  @Dense @Relu Layer hidden;
  @Dense(units = 2) @Output Layer scores;
}

/* expected:
7:3: error: annotation @dev.synapt.dsl.Dense is missing a default value for the element 'units'
8:21: error: annotation @dev.synapt.dsl.Output is missing a default value for the element 'loss'
*/
