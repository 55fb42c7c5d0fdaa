package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
record ModelIsRecord(@Dense(units = 2) Layer scores) {}

/* expected:
6:1: error: [ModelClassNotUsable] ModelIsRecord cannot be a network: it is a record
    fix: declare it as final class ModelIsRecord
*/
