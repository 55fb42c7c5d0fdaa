package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class SourceNotFirst {
  @Dense(units = 3) Layer a;
  @Dense(units = 3) Layer b;
  @Relu @Add({"a", "b"}) Layer sum;
  @Dense(units = 2) @From("a") Layer c;
  @Output(loss = Loss.MSE) Layer out;
}

/* expected:
9:9: error: [SourceNotFirst] sum: @Add says what the field reads, and so what @Relu makes in front of it would be lost
    fix: move @Add in front, or to a field of its own
10:21: error: [SourceNotFirst] c: @From says what the field reads, and so what @Dense makes in front of it would be lost
    fix: move @From in front, or to a field of its own
*/
