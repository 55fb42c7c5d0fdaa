/**
 * A report of a training as one HTML file that needs nothing else: curves, results, mistakes,
 * weights, the network and what it cost. {@link dev.synapt.report.RunReport} is where to begin.
 */
package dev.synapt.report;
