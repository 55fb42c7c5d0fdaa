// back end: real
// options: --release 25
package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class GeneratedNameTaken {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;

  GeneratedNameTakenWeights weights;
}

final class GeneratedNameTakenTrainer {}

interface GeneratedNameTakenNetworkPlain {}

/* expected:
8:7: error: [GeneratedNameTaken] GeneratedNameTaken: there is already what is to be generated: GeneratedNameTakenTrainer, GeneratedNameTakenNetworkPlain
    fix: rename the one or the other; keep files generated earlier out of the sources
*/
