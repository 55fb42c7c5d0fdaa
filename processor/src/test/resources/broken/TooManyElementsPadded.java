package broken;

import dev.synapt.dsl.*;

@Network(input = {1, 10, 10})
final class TooManyElementsPadded {
  @Conv2d(filters = 5, kernel = 4) @MaxPool2d(value = 1048576, padding = Padding.SAME) Layer pooled;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
7:55: error: [TooManyElements] pooled: a slice of 16 padded images of 1048576x1048576 takes 17592186044416 numbers, and an array holds at most 2147483647
    shapes so far: input [1,10,10] -> pooled.conv2d [5,7,7]
    fix: a smaller window, or less padding
*/
