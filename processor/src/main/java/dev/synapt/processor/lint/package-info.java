/**
 * What compiles but is probably not meant: warnings about sound networks, and budgets that are
 * exceeded.
 */
package dev.synapt.processor.lint;
