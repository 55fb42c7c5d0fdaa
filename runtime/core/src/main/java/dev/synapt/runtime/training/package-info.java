/** The training loop over a data set in memory, and the evaluation of what came out. */
package dev.synapt.runtime.training;
