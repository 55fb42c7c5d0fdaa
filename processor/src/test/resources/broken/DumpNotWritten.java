// options: -Asynapt.dump=pom.xml
package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class DumpNotWritten {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
warning: [DumpNotWritten] the stages of broken.DumpNotWritten cannot be written to "pom.xml": FileSystemException
    fix: name a folder that can be written, or write -Asynapt.dump=note
*/
