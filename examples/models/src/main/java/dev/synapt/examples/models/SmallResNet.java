package dev.synapt.examples.models;

import static dev.synapt.dsl.Padding.SAME;

import dev.synapt.dsl.BatchNorm;
import dev.synapt.dsl.Conv2d;
import dev.synapt.dsl.Dense;
import dev.synapt.dsl.GlobalAvgPool;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.Relu;
import dev.synapt.dsl.Repeat;

/**
 * Three of {@link ResNet20}'s blocks behind a first convolution that already halves the image:
 * about a twentieth of its work, for few images and little time.
 */
// @formatter:off
@Network(input = {1, 28, 28}, batch = 32)
final class SmallResNet {
  @Conv2d(filters = 16, kernel = 3, stride = 2, padding = SAME, bias = false) @BatchNorm @Relu  Layer stem;
  @Repeat(block = ResNet20.Basic.class, times = 1, args = {16, 1})                              Layer stage1;
  @Repeat(block = ResNet20.Basic.class, times = 1, args = {32, 2})                              Layer stage2;
  @Repeat(block = ResNet20.Basic.class, times = 1, args = {64, 2})                              Layer stage3;
  @GlobalAvgPool @Dense(units = 10) @Output(loss = Loss.CROSS_ENTROPY)                          Layer kind;
}
// @formatter:on
