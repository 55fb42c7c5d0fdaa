// back end: real
// options: --release 25
package broken;

import dev.synapt.dsl.*;

final class GeneratedNameTwice {

  @Network(input = 4)
  static final class Inner {
    @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
  }
}

@Network(input = 4)
final class GeneratedNameTwice_Inner {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
16:7: error: [GeneratedNameTaken] GeneratedNameTwice_Inner: there is already what is to be generated: GeneratedNameTwice_InnerWeights, GeneratedNameTwice_InnerNetwork, GeneratedNameTwice_InnerTrainer, GeneratedNameTwice_InnerNetworkPlain, GeneratedNameTwice_InnerNetworkVectorR16, GeneratedNameTwice_InnerNetworkVectorR32, GeneratedNameTwice_InnerBatchPlain, GeneratedNameTwice_InnerBatchVectorR16, GeneratedNameTwice_InnerBatchVectorR32, GeneratedNameTwice_InnerTrainerPlain, GeneratedNameTwice_InnerTrainerVectorR16, GeneratedNameTwice_InnerTrainerVectorR32
    fix: rename the one or the other; keep files generated earlier out of the sources
*/
