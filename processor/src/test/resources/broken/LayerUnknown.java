package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class LayerUnknown {
  @Dense(units = 3) Layer stem;
  @Dense(units = 3) Layer body;
  @Add({"body", "stemm"}) Layer sum;
  @From("nothing") @Dense(units = 3) @Shortcut(from = "bod") Layer more;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
9:17: error: [LayerUnknown] sum: there is no layer stemm, did you mean "stem"?
    fix: name one of: input, stem, body
10:9: error: [LayerUnknown] more: there is no layer nothing
    fix: name one of: input, stem, body, sum
10:55: error: [LayerUnknown] more: there is no layer bod, did you mean "body"?
    fix: name one of: input, stem, body, sum
*/
