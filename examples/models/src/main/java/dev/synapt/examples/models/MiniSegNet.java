package dev.synapt.examples.models;

import static dev.synapt.dsl.Padding.SAME;

import dev.synapt.dsl.BatchNorm;
import dev.synapt.dsl.Conv2d;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.MaxPool2d;
import dev.synapt.dsl.MaxUnpool2d;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.Relu;

/**
 * A small SegNet (Badrinarayanan, Kendall and Cipolla, 2017) for {@link Scenes}: on the way down
 * poolings remember where their maxima were, and on the way up the numbers return to these places,
 * so that borders stay sharp without learned upsampling.
 */
// @formatter:off
@Network(input = {1, 48, 48}, batch = 16)
final class MiniSegNet {
  @Conv2d(filters = 16, kernel = 3, padding = SAME, bias = false) @BatchNorm @Relu      Layer e1;
  @MaxPool2d(2)                                                                         Layer p1;
  @Conv2d(filters = 32, kernel = 3, padding = SAME, bias = false) @BatchNorm @Relu      Layer e2;
  @MaxPool2d(2)                                                                         Layer p2;
  @Conv2d(filters = 48, kernel = 3, padding = SAME, bias = false) @BatchNorm @Relu      Layer e3;
  @MaxPool2d(2)                                                                         Layer p3;
  @MaxUnpool2d(of = "p3")                                                               Layer u3;
  @Conv2d(filters = 32, kernel = 3, padding = SAME, bias = false) @BatchNorm @Relu      Layer d3;
  @MaxUnpool2d(of = "p2")                                                               Layer u2;
  @Conv2d(filters = 16, kernel = 3, padding = SAME, bias = false) @BatchNorm @Relu      Layer d2;
  @MaxUnpool2d(of = "p1")                                                               Layer u1;
  @Conv2d(filters = 5, kernel = 3, padding = SAME) @Output(loss = Loss.CROSS_ENTROPY)   Layer pixel;
}
// @formatter:on
