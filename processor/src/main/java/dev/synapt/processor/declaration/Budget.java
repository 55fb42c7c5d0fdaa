package dev.synapt.processor.declaration;

import dev.synapt.processor.diagnostic.SourceRef;

/**
 * What a network may cost at most; {@link Long#MAX_VALUE} where there is no limit.
 *
 * @param parameters trained values
 * @param multiplyAdds of one sample's forward pass
 * @param arenaBytes bytes of a network's arrays
 * @param trainingArenaBytes bytes of a trainer's arrays
 * @param at the annotation
 */
public record Budget(
    long parameters, long multiplyAdds, long arenaBytes, long trainingArenaBytes, SourceRef at) {}
