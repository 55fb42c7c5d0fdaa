/** Checks to make before a long training: that a network can learn at all, and at what rate. */
package dev.synapt.runtime.training.recipe;
