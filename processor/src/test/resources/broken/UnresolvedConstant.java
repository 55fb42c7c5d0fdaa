package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class UnresolvedConstant {
  @Dense(units = Missing.UNITS) @Dropout(7) Layer hidden;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:18: error: cannot find symbol
  symbol:   variable Missing
  location: class broken.UnresolvedConstant
*/
