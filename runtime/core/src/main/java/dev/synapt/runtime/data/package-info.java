/** Data sets in memory, and the IDX file format of MNIST. */
package dev.synapt.runtime.data;
