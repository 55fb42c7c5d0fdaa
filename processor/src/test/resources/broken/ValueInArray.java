package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 0, 12})
final class ValueInArray {
  @Conv2d(filters = 4, kernel = {3, -1}, stride = {0, 0}, pad = {1, 1, 1, -2}) Layer conv;
  @MaxPool2d({2, 0}) Layer pool;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
5:22: error: [ValueOutOfRange] ValueInArray: input = {3, 0, 12} is out of range, it must be at least 1
    fix: write 1 or more
7:37: error: [ValueOutOfRange] conv: kernel = {3, -1} is out of range, it must be at least 1
    fix: write 1 or more
7:52: error: [ValueOutOfRange] conv: stride = {0, 0} is out of range, it must be at least 1
    fix: write 1 or more
7:75: error: [ValueOutOfRange] conv: pad = {1, 1, 1, -2} is out of range, it must be at least 0
    fix: write 0 or more
8:18: error: [ValueOutOfRange] pool: @MaxPool2d({2, 0}) is out of range, it must be at least 1
    fix: write 1 or more
*/
