package broken;

import dev.synapt.dsl.*;

@Network(input = {28, 28})
final class InputRank {
  @Conv2d(filters = 4, kernel = 3) @Relu Layer conv;
  @Dense(units = 16) @Relu @MaxPool2d(2) Layer hidden;
  @Dense(units = 16) @AvgPool2d(2) Layer again;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:3: error: [InputRank] conv: @Conv2d works on images [C,H,W], but its input is [28,28]
    shapes so far: input [28,28]
    fix: give the network an input of {channels, height, width}, and put @Conv2d before any @Dense
8:28: error: [InputRank] hidden: @MaxPool2d works on images [C,H,W], but its input is [16]
    shapes so far: input [28,28] -> conv [?] -> hidden.flatten [?] -> hidden.dense [16] -> hidden.relu [16]
    fix: give the network an input of {channels, height, width}, and put @MaxPool2d before any @Dense
9:22: error: [InputRank] again: @AvgPool2d works on images [C,H,W], but its input is [16]
    shapes so far: input [28,28] -> conv [?] -> hidden [?] -> again.dense [16]
    fix: give the network an input of {channels, height, width}, and put @AvgPool2d before any @Dense
*/
