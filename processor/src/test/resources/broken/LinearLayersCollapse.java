package broken;

import dev.synapt.dsl.*;

final class LinearLayersCollapse {

  @Network(input = {3, 8, 8})
  static final class Images {
    @Conv2d(filters = 12, kernel = 3) Layer first;
    @Conv2d(filters = 6, kernel = 3, bias = false) @BatchNorm @Dropout(0.1) Layer second;
    @Dense(units = 8) @Relu Layer third;
    @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
  }

  @Network(input = 8)
  static final class Vectors {
    @Dense(units = 8) Layer first;
    @SuppressWarnings("synapt:LinearLayersCollapse")
    @Dense(units = 4) @Dropout(0.2) Layer silenced;
    @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
  }

  @Network(input = 8)
  static final class Regression {
    @Dense(units = 6) @Tanh Layer first;
    @Dense(units = 4) Layer second;
    @Dense(units = 1) @Output(loss = Loss.MSE) Layer price;
  }
}

@Network(input = {4, 9})
final class Sequences {
  @Conv1d(filters = 4, kernel = 3) Layer first;
  @Conv1d(filters = 4, kernel = 1) @Relu Layer second;
  @Conv1d(filters = 4, kernel = 3, groups = 4) Layer eachChannel;
  @Conv1d(filters = 8, kernel = 1) @Relu Layer mixed;
  @Dense(units = 1) @Output(loss = Loss.MSE) Layer price;
}

/* expected:
10:5: warning: [LinearLayersCollapse] second: first.conv2d, second.conv2d, third.dense have no activation between them, so together they are one linear layer
    fix: put an activation such as @Relu on first, or keep one layer
27:5: warning: [LinearLayersCollapse] price: second.dense, price.dense have no activation between them, so together they are one linear layer
    fix: put an activation such as @Relu on second, or keep one layer
34:3: warning: [LinearLayersCollapse] second: first.conv1d, second.conv1d have no activation between them, so together they are one linear layer
    fix: put an activation such as @Relu on first, or keep one layer
*/
