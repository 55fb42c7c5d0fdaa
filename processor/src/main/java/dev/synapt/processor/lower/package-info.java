/**
 * Primitive operations: the network as arithmetic, forward and backward, without layouts, memory or
 * code. Every operation keeps the layer it came from.
 */
package dev.synapt.processor.lower;
