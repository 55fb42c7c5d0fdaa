package dev.synapt.report;

/**
 * A point of a curve.
 *
 * @param x to the right
 * @param y up
 */
record Point(double x, double y) {}
