/** Update rules that turn gradients into new weights. */
package dev.synapt.runtime.optimizer;
