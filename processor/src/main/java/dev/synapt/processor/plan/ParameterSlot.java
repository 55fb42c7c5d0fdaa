package dev.synapt.processor.plan;

import dev.synapt.processor.lower.Parameter;
import java.util.List;
import java.util.OptionalInt;

/**
 * The place of a weight tensor in the array that the kernels read, where it is permuted and padded
 * for them. Entry {@code (i0, i1, …)} of the tensor seen as {@code sizes}, row-major, is at {@code
 * offset + i0*strides[0] + …}. Where the first axis is split unevenly, the sizes have room for more
 * entries than the tensor has; its own come first.
 *
 * @param parameter the tensor
 * @param offset where it starts
 * @param floats how long it is, padding included
 * @param sizes the tensor's axes, some perhaps split
 * @param strides floats from one index to the next along each of them
 * @param transposed where a copy is that the backward pass reads: of a dense layer the {@link
 *     Panels} {@code [out][in]}, of a convolution, with kernel rows and columns reversed, {@code
 *     [in][kh][kw][out]} for slices and {@code [kh][kw][out][in padded]} for channels-last images
 * @param transformed where the {@link Winograd} transform of a convolution's filters is that the
 *     forward pass reads, {@link Panels} {@code [in][out]} for each plane; that of the backward
 *     pass is at {@code transposed}, {@code [out][in]}
 */
public record ParameterSlot(
    Parameter parameter,
    int offset,
    int floats,
    List<Integer> sizes,
    List<Integer> strides,
    OptionalInt transposed,
    OptionalInt transformed) {

  public ParameterSlot {
    sizes = List.copyOf(sizes);
    strides = List.copyOf(strides);
  }
}
