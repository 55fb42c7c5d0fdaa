/** How good predictions are. */
package dev.synapt.runtime.metric;
