package dev.synapt.processor.plan;

/**
 * Memory that a step needs besides the values it reads and writes.
 *
 * @param scratch where in a slice's memory its sums per lane are, while the step runs
 * @param partials where the sums of the first slice are; those of the next follow {@code partialFloats} later
 * @param partialFloats floats of one slice's sums
 */
public record Workspace(int scratch, int partials, int partialFloats) {}
