package dev.synapt.processor.plan;

/**
 * Memory of a convolution by {@link Winograd}, a slice's or a prediction's but for the zeros.
 *
 * @param shape what is computed
 * @param zeros where a row of the source is that is zero, in the memory of all
 * @param lines where a row of tiles is between the two halves of a transform
 * @param tiles where the transformed tiles of a block are
 * @param products where their products with the filters are
 * @param zeroFloats floats of the row of zeros
 */
public record WinogradWorkspace(
    Winograd shape, int zeros, int lines, int tiles, int products, int zeroFloats) {}
