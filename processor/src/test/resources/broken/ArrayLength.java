package broken;

import dev.synapt.dsl.*;

@Network(input = {64, 1, 3, 28, 28})
final class ArrayLength {
  @Conv2d(filters = 4, kernel = {3, 3, 3}, stride = {}, dilation = {1, 1, 1}, pad = {1, 1, 1})
  Layer conv;

  @MaxPool2d({}) Layer max;
  @AvgPool2d(value = {2, 2, 2}, stride = {1, 1, 1}) Layer mean;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
5:18: error: [ArrayLength] ArrayLength: input has 5 numbers, but it takes 1 to 4 sizes, as in {features} or {channels, height, width}
    fix: write 1 to 4 sizes, as in {features} or {channels, height, width}
7:33: error: [ArrayLength] conv: kernel has 3 numbers, but it takes 1 number for both axes or 2 for height and width
    fix: write 1 number for both axes or 2 for height and width
7:53: error: [ArrayLength] conv: stride has 0 numbers, but it takes 1 number for both axes or 2 for height and width
    fix: write 1 number for both axes or 2 for height and width
7:68: error: [ArrayLength] conv: dilation has 3 numbers, but it takes 1 number for both axes or 2 for height and width
    fix: write 1 number for both axes or 2 for height and width
7:85: error: [ArrayLength] conv: pad has 3 numbers, but it takes 1, 2 {rows, columns} or 4 {top, left, bottom, right} numbers
    fix: write 1, 2 {rows, columns} or 4 {top, left, bottom, right} numbers
10:14: error: [ArrayLength] max: @MaxPool2d has 0 numbers, but it takes 1 number for both axes or 2 for height and width
    fix: write 1 number for both axes or 2 for height and width
11:22: error: [ArrayLength] mean: @AvgPool2d has 3 numbers, but it takes 1 number for both axes or 2 for height and width
    fix: write 1 number for both axes or 2 for height and width
11:42: error: [ArrayLength] mean: stride has 3 numbers, but it takes 1 number for both axes or 2 for height and width
    fix: write 1 number for both axes or 2 for height and width
*/
