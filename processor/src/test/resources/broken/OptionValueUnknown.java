// options: -Asynapt.graph=merrmaid
package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class OptionValueUnknown {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
error: [OptionValueUnknown] option synapt.graph has the value "merrmaid", which it does not know, did you mean "mermaid"?
    fix: write dot or mermaid
*/
