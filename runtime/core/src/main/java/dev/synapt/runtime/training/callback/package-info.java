/** Listeners that write logs and collect figures while a network trains. */
package dev.synapt.runtime.training.callback;
