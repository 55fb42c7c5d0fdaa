package dev.synapt.examples.models;

import dev.synapt.dsl.Conv1d;
import dev.synapt.dsl.Dense;
import dev.synapt.dsl.GlobalAvgPool;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.PositionKind;
import dev.synapt.dsl.PositionalEncoding;
import dev.synapt.dsl.Repeat;

/** One of {@link DigitTransformer}'s encoders, narrower. */
// @formatter:off
@Network(input = {8, 8}, batch = 32)
final class OneEncoderNet {
  @Conv1d(filters = 16, kernel = 1) @PositionalEncoding(kind = PositionKind.LEARNED)       Layer columns;
  @Repeat(block = DigitTransformer.Encoder.class, times = 1, args = {32, 16})              Layer encoder;
  @GlobalAvgPool @Dense(units = 10) @Output(loss = Loss.CROSS_ENTROPY)                     Layer digit;
}
// @formatter:on
