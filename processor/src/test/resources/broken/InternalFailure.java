// back end: fails
package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class InternalFailure {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:7: error: [InternalFailure] InternalFailure could not be compiled: java.lang.IllegalStateException: no slot for InternalFailure at dev.synapt.Planner.plan(Planner.java:12)
    fix: this is a mistake in Synapt, not in your code: please report it with the source of InternalFailure
*/
