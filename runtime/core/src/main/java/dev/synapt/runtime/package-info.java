/** What generated networks are built on: weights, batches, training and inference. */
package dev.synapt.runtime;
