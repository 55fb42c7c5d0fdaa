/**
 * What generated code extends and calls: its base classes, and the functions that are the same for
 * every network. Not for use by hand.
 */
package dev.synapt.runtime.kernel;
