package dev.synapt.processor.plan;

/**
 * Memory that a step needs besides the values it reads and writes.
 *
 * @param perLane whether a slice has sums per lane first, because its samples are in the lanes
 * @param scratch where in a slice's memory these are, while the step runs
 * @param partials where the sums of the first slice are; those of the next follow {@code
 *     partialFloats} later
 * @param partialFloats floats of one slice's sums
 */
public record Workspace(boolean perLane, int scratch, int partials, int partialFloats) {}
