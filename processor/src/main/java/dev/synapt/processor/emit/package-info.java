/**
 * Writes what was planned as Java source, and decides nothing. The only package that knows
 * JavaPoet.
 */
package dev.synapt.processor.emit;
