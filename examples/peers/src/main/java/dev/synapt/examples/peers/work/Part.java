package dev.synapt.examples.peers.work;

import java.util.List;

/** A piece of a network, told in a way that every library can be built from. Samples are channels first. */
public sealed interface Part {

  /**
   * Fully connected: weight {@code [outputs, inputs]}, bias {@code [outputs]}.
   *
   * @param inputs floats that come in
   * @param outputs floats that go out
   */
  record Dense(int inputs, int outputs) implements Part {}

  /**
   * Two-dimensional cross-correlation: weight {@code [filters, channels, kernel, kernel]}, bias {@code [filters]}.
   *
   * @param channels of the input
   * @param filters channels of the output
   * @param kernel rows and columns of the window
   * @param stride of the window, both ways
   * @param pad zeros at each side
   * @param bias whether there is one
   */
  record Conv(int channels, int filters, int kernel, int stride, int pad, boolean bias)
      implements Part {}

  /**
   * Batch norm with epsilon 1e-5 and PyTorch's momentum 0.1: weight, bias, running mean and running variance, each
   * {@code [channels]}.
   *
   * @param channels of input and output
   */
  record BatchNorm(int channels) implements Part {}

  /** Rectified linear unit. */
  record Relu() implements Part {}

  /**
   * Maximum over windows that do not overlap.
   *
   * @param size rows and columns of the window
   */
  record MaxPool(int size) implements Part {}

  /** Mean over all rows and columns: {@code [C, H, W]} to {@code [C]}. */
  record GlobalAvgPool() implements Part {}

  /** {@code [C, H, W]} to {@code [C * H * W]}. */
  record Flatten() implements Part {}

  /**
   * Zeros entries while training and scales the others.
   *
   * @param rate of the zeros
   */
  record Dropout(float rate) implements Part {}

  /**
   * The sum of two branches.
   *
   * @param body the longer branch
   * @param shortcut the shorter one; empty for the input itself
   */
  record Residual(List<Part> body, List<Part> shortcut) implements Part {}
}
