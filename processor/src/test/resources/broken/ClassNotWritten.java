// back end: cannot write
package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class ClassNotWritten {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:7: error: [ClassNotWritten] the classes of ClassNotWritten cannot be written: java.io.IOException: No space left on device
    fix: make the folder of generated sources writable and free some space
*/
