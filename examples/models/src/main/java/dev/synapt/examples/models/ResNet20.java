package dev.synapt.examples.models;

import static dev.synapt.dsl.Padding.SAME;
import static dev.synapt.dsl.ShortcutKind.PROJECTION;

import dev.synapt.dsl.Arg;
import dev.synapt.dsl.BatchNorm;
import dev.synapt.dsl.Block;
import dev.synapt.dsl.Conv2d;
import dev.synapt.dsl.Dense;
import dev.synapt.dsl.GlobalAvgPool;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.Relu;
import dev.synapt.dsl.Repeat;
import dev.synapt.dsl.Shortcut;

/**
 * The residual network with 20 layers of He, Zhang, Ren and Sun, "Deep Residual Learning for Image
 * Recognition", 2015, section 4.2, with projections where the shape changes. It reads Fashion-MNIST
 * as it is: 28 halves evenly to 14 and 7, so that a border up to 32 would only cost time.
 */
// @formatter:off
@Network(input = {1, 28, 28})
final class ResNet20 {
  @Conv2d(filters = 16, kernel = 3, padding = SAME, bias = false) @BatchNorm @Relu  Layer stem;
  @Repeat(block = Basic.class, times = 3, args = {16, 1})                           Layer stage1;
  @Repeat(block = Basic.class, times = 3, first = {32, 2}, args = {32, 1})          Layer stage2;
  @Repeat(block = Basic.class, times = 3, first = {64, 2}, args = {64, 1})          Layer stage3;
  @GlobalAvgPool @Dense(units = 10) @Output(loss = Loss.CROSS_ENTROPY)              Layer kind;

  /** Two convolutions beside a shortcut. */
  @Block
  static final class Basic {
    static final int FILTERS = Arg.FIRST;
    static final int STRIDE = Arg.SECOND;

    @Conv2d(filters = FILTERS, kernel = 3, stride = STRIDE, pad = 1, bias = false) @BatchNorm @Relu  Layer c1;
    @Conv2d(filters = FILTERS, kernel = 3, pad = 1, bias = false) @BatchNorm                         Layer c2;
    @Shortcut(from = Block.INPUT, kind = PROJECTION) @Relu                                           Layer out;
  }
}
// @formatter:on
