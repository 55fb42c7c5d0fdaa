/**
 * The reference networks, declared once for the benchmarks and for the comparison with other
 * libraries.
 */
package dev.synapt.examples.networks;
