package dev.synapt.examples.models;

import static dev.synapt.dsl.Init.ZEROS;
import static dev.synapt.dsl.Padding.CAUSAL;

import dev.synapt.dsl.Add;
import dev.synapt.dsl.Conv1d;
import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Dropout;
import dev.synapt.dsl.From;
import dev.synapt.dsl.Input;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.Relu;

/**
 * The carbon dioxide of the next 26 weeks from two years of weeks, see {@link Co2Series}: a line
 * through the past, as in autoregression, and what causal convolutions over months add to it. Their
 * taps lie one and three months apart, so that a month sees nine months back, and nothing after it.
 */
// @formatter:off
@Network(batch = 32)
final class Co2Forecaster {
  @Input(shape = {2, 104})                                                 Layer weeks;
  @Conv1d(filters = 16, kernel = 4, stride = 4) @Relu                      Layer months;
  @Conv1d(filters = 16, kernel = 3, padding = CAUSAL) @Relu                Layer quarters;
  @Conv1d(filters = 16, kernel = 3, dilation = 3, padding = CAUSAL) @Relu  Layer seasons;
  @Add({"months", "seasons"}) @Dropout(0.3)                                Layer past;
  @Dense(units = 26)                                                       Layer curve;
  @From("weeks") @Dense(units = 26, init = ZEROS)                          Layer line;
  @Add({"curve", "line"}) @Output(loss = Loss.MSE)                         Layer next;
}
// @formatter:on
