/**
 * Networks of several kinds, each trained on real data and judged against what a simpler model
 * reaches.
 */
package dev.synapt.examples.models;
