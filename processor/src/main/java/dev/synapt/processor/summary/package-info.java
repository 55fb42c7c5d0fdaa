/** Numbers about a network that are known when it is compiled. */
package dev.synapt.processor.summary;
