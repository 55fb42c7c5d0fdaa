/**
 * The kernels: for each operation in its layout, the loops, tiles and lane programs that compute
 * it. One class per family; {@link dev.synapt.processor.kernel.KernelSelection} picks.
 */
package dev.synapt.processor.kernel;
