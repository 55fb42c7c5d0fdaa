// back end: real
package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class VectorApiNotVisible {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:7: warning: [VectorApiNotVisible] VectorApiNotVisible: the Vector API is not visible to the compiler, so only plain code, many times slower, is generated
    fix: compile with --release 25
*/
