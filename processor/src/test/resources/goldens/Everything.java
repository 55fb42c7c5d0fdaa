package goldens;

import dev.synapt.dsl.*;

@SuppressWarnings({
  "synapt:BatchWastesLanes", "synapt:BiasBeforeBatchNorm", "synapt:DropoutBeforeBatchNorm"
})
final class Everything {

  @Network(batch = 24)
  static final class Model {
    @Input(shape = {2, 6, 5})                                                      Layer image;
    @Conv2d(filters = 3, kernel = {3, 2}, stride = {2, 1}, pad = {1, 0, 1, 1}, bias = false) @BatchNorm @Sigmoid Layer narrow;
    @AvgPool2d(value = 2, stride = 1) @Dropout(0.25)                               Layer mean;
    @Dense(units = 5) @BatchNorm @Softmax                                          Layer shares;
    @Dense(units = 1) @Output(loss = Loss.MSE, reduction = Reduction.SUM)          Layer price;
  }
}
