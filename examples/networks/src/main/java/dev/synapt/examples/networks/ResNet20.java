package dev.synapt.examples.networks;

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
 * The residual network with 20 layers for small colour images: He, Zhang, Ren and Sun, "Deep
 * Residual Learning for Image Recognition", 2015, section 4.2, with projections (1x1 convolutions)
 * where the shape changes.
 */
@Network(input = {3, 32, 32})
public final class ResNet20 {
  // @formatter:off
  @Conv2d(filters = 16, kernel = 3, padding = SAME, bias = false) @BatchNorm @Relu  Layer stem;
  @Repeat(block = Basic.class, times = 3, args = {16, 1})                           Layer stage1;
  @Repeat(block = Basic.class, times = 3, first = {32, 2}, args = {32, 1})          Layer stage2;
  @Repeat(block = Basic.class, times = 3, first = {64, 2}, args = {64, 1})          Layer stage3;
  @GlobalAvgPool @Dense(units = 10) @Output(loss = Loss.CROSS_ENTROPY)              Layer logits;

  /** Two convolutions beside a shortcut. */
  @Block
  static final class Basic {
    static final int FILTERS = Arg.FIRST;
    static final int STRIDE = Arg.SECOND;

    @Conv2d(filters = FILTERS, kernel = 3, stride = STRIDE, pad = 1, bias = false) @BatchNorm @Relu  Layer c1;
    @Conv2d(filters = FILTERS, kernel = 3, pad = 1, bias = false) @BatchNorm                         Layer c2;
    @Shortcut(from = Block.INPUT, kind = PROJECTION) @Relu                                           Layer out;
  }
  // @formatter:on

  private ResNet20() {}
}
