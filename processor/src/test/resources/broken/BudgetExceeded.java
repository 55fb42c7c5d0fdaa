// back end: real
// options: --release 25
package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 28, 28})
@Budget(parameters = 60_000, multiplyAdds = 416_519)
final class BudgetExceeded {
  @Conv2d(filters = 6, kernel = 5, padding = Padding.SAME) @Relu @MaxPool2d(2) Layer conv1;
  @Conv2d(filters = 16, kernel = 5) @Relu @MaxPool2d(2) Layer conv2;
  @Dense(units = 120) @Relu Layer fc1;
  @Dense(units = 84) @Relu @Dropout(0.2) Layer fc2;
  @Dense(units = 10) @Output(loss = Loss.CROSS_ENTROPY) Layer digit;

  BudgetExceededTrainer trainer;
}

@Network(input = 4, batch = 16)
@Budget(parameters = 15, multiplyAdds = 12, arenaBytes = 600)
final class Kept {
  @Dense(units = 3) @Output(loss = Loss.MSE) Layer digit;
}

@Network(input = 4, batch = 16)
@Budget(parameters = 9)
final class FewLayers {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer digit;
}

/* expected:
8:22: error: [BudgetExceeded] BudgetExceeded: 61,706 parameters are 1,706 more than the budget of 60,000; most are in
      fc1.dense     48,120  78.0 %
      fc2.dense     10,164  16.5 %
      conv2.conv2d   2,416   3.9 %
      digit.dense      850   1.4 %
      conv1.conv2d     156   0.3 %
    fix: make the first of them smaller, or raise the budget
8:45: error: [BudgetExceeded] BudgetExceeded: 416,520 multiply-adds for one prediction are 1 more than the budget of 416,519; most are in
      conv2.conv2d  240,000  57.6 %
      conv1.conv2d  117,600  28.2 %
      fc1.dense      48,000  11.5 %
      fc2.dense      10,080   2.4 %
      digit.dense       840   0.2 %
    fix: make the first of them smaller, or raise the budget
26:22: error: [BudgetExceeded] FewLayers: 10 parameters are 1 more than the budget of 9; most are in
      digit.dense  10  100.0 %
    fix: make the first of them smaller, or raise the budget
*/
