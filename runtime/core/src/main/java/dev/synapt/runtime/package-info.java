/** The contract that generated networks implement, and the weights that they share. */
package dev.synapt.runtime;
