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

/** {@link MiniSegNet} with fewer and thinner layers; it sees less around each pixel. */
// @formatter:off
@Network(input = {1, 48, 48}, batch = 16)
final class TinySegNet {
  @Conv2d(filters = 8, kernel = 5, padding = SAME, bias = false) @BatchNorm @Relu      Layer e1;
  @MaxPool2d(4)                                                                        Layer p1;
  @Conv2d(filters = 24, kernel = 5, padding = SAME, bias = false) @BatchNorm @Relu     Layer e2;
  @Conv2d(filters = 8, kernel = 3, padding = SAME, bias = false) @BatchNorm @Relu      Layer d2;
  @MaxUnpool2d(of = "p1")                                                              Layer u1;
  @Conv2d(filters = 5, kernel = 5, padding = SAME) @Output(loss = Loss.CROSS_ENTROPY)  Layer pixel;
}
