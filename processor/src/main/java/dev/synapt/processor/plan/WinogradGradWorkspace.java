package dev.synapt.processor.plan;

/**
 * Memory of the gradient by a convolution's filters by {@link Winograd}, a slice's but for the
 * zeros. The sums are those of the slice's images so far.
 *
 * @param shape what is computed
 * @param zeros where a row of pixels is that is zero, in the memory of all
 * @param lines where a row of tiles is between the two halves of a transform
 * @param tiles where the transformed tiles of a block are
 * @param gradients where the transformed tiles of the output gradient are
 * @param sums where the sums of their products are, in planes of {@code [channel][filter]}
 * @param zeroFloats floats of the row of zeros
 */
public record WinogradGradWorkspace(
    Winograd shape, int zeros, int lines, int tiles, int gradients, int sums, int zeroFloats) {}
