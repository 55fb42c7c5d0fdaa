/** Stable text forms of what the stages hand to each other, for people and for tests. */
package dev.synapt.processor.dump;
