/** Pages and pictures of a network for people: its graph, formulas, costs and memory. */
package dev.synapt.processor.explain;
