/**
 * Lane programs: the one lowered form of every kernel. A lane program says what happens to one
 * float among many neighbours; it prints as plain Java (one float after another) and as Vector API
 * code (a register of floats at once). Both do the same operations in the same order on every
 * float, so both give the same bits.
 */
package dev.synapt.processor.lane;
