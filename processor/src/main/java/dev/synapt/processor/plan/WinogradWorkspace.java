package dev.synapt.processor.plan;

/**
 * Memory of a convolution by {@link Winograd}. Transformed tiles, products and the spare row are a
 * slice's, or a prediction's.
 *
 * @param zeros where a row of the source is that is zero, in the memory of all
 * @param tiles where the transformed tiles of a block are
 * @param products where their products with the filters are
 * @param spare where the row of results goes that is below the last row of the target
 * @param zeroFloats floats of the row of zeros
 * @param spareFloats floats of the spare row
 */
public record WinogradWorkspace(
    int zeros, int tiles, int products, int spare, int zeroFloats, int spareFloats) {}
