package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class OutputReductionsDiffer {
  @Dense(units = 2) @Output(loss = Loss.MSE, weight = 0) Layer scores;
  @From("input") @Dense(units = 2) @Output(loss = Loss.MSE, reduction = Reduction.SUM) Layer more;
}

/* expected:
7:55: error: [ValueOutOfRange] scores: weight = 0 is out of range, it must be greater than 0
    fix: write 1e-5 or another small number
8:82: error: [OutputReductionsDiffer] more: a loss with reduction = SUM cannot be added to that of scores with reduction = MEAN
    fix: reduction = MEAN here too, with a weight that makes up for it
*/
