package dev.synapt.examples.models;

import static dev.synapt.dsl.Padding.SAME;

import dev.synapt.dsl.BatchNorm;
import dev.synapt.dsl.Conv2d;
import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.Relu;
import dev.synapt.dsl.Repeat;

/**
 * One of {@link ResNet20}'s blocks, at a quarter of the images' height and width; it learns fast.
 */
// @formatter:off
@Network(input = {1, 28, 28}, batch = 32)
final class OneBlockNet {
  @Conv2d(filters = 32, kernel = 5, stride = 4, padding = SAME, bias = false) @BatchNorm @Relu  Layer stem;
  @Repeat(block = ResNet20.Basic.class, times = 1, args = {32, 1})                              Layer stage;
  @Dense(units = 10) @Output(loss = Loss.CROSS_ENTROPY)                                         Layer kind;
}
// @formatter:on
