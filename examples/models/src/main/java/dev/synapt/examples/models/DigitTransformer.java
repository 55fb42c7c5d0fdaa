package dev.synapt.examples.models;

import dev.synapt.dsl.Arg;
import dev.synapt.dsl.Block;
import dev.synapt.dsl.Conv1d;
import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Dropout;
import dev.synapt.dsl.Gelu;
import dev.synapt.dsl.GlobalAvgPool;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.LayerNorm;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.NormExtent;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.PositionKind;
import dev.synapt.dsl.PositionalEncoding;
import dev.synapt.dsl.Repeat;
import dev.synapt.dsl.SelfAttention;
import dev.synapt.dsl.Shortcut;

/**
 * A transformer's encoder that reads a digit as eight tokens, its columns from left to right, each
 * of eight numbers: two blocks of attention and dense layers, normalised in front of each as in
 * GPT-2 (the dense layers of each position are convolutions of kernel 1). Its mean over the
 * positions decides, so that it knows of the columns' order by their encoding alone.
 */
// @formatter:off
@Network(input = {8, 8}, batch = 32)
final class DigitTransformer {
  @Conv1d(filters = 32, kernel = 1) @PositionalEncoding(kind = PositionKind.LEARNED)          Layer columns;
  @Repeat(block = Encoder.class, times = 2, args = {64, 32})                                  Layer encoders;
  @LayerNorm(over = NormExtent.CHANNELS) @GlobalAvgPool                                       Layer mean;
  @Dense(units = 10) @Output(loss = Loss.CROSS_ENTROPY)                                       Layer digit;

  /** Attention and two dense layers, each beside a shortcut. */
  @Block
  static final class Encoder {
    static final int WIDE = Arg.FIRST;
    static final int NARROW = Arg.SECOND;

    @LayerNorm(over = NormExtent.CHANNELS) @SelfAttention(heads = 4)                          Layer attention;
    @Shortcut(from = Block.INPUT)                                                             Layer mixed;
    @LayerNorm(over = NormExtent.CHANNELS) @Conv1d(filters = WIDE, kernel = 1) @Gelu          Layer wide;
    @Conv1d(filters = NARROW, kernel = 1) @Dropout(0.1)                                       Layer narrow;
    @Shortcut(from = "mixed")                                                                 Layer out;
  }
}
// @formatter:on
