/** Layers joined by values, and their shapes: the network as the user thinks of it. */
package dev.synapt.processor.graph;
