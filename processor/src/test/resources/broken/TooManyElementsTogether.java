// back end: real
package broken;

import dev.synapt.dsl.*;

@Network(input = {1_048_576, 10, 10}, batch = 9)
final class TooManyElementsTogether {
  @Conv2d(filters = 5, kernel = 3) @Output(loss = Loss.MSE) Layer result;
}

/* expected:
7:7: warning: [VectorApiNotVisible] TooManyElementsTogether: the Vector API is not visible to the compiler, so only plain code, many times slower, is generated
    fix: compile with --release 25
7:7: error: [TooManyElements] TooManyElementsTogether: what a batch of 9 needs at once is more than 2147483647 numbers, and an array holds at most 2147483647
    fix: smaller sizes, or a smaller batch
6:47: warning: [BatchWastesLanes] TooManyElementsTogether: batch = 9 is computed as 16 samples, 16 at a time: 78 % more work than needed
    fix: batch = 16
*/
