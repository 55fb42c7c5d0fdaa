package dev.synapt.processor.lower;

import dev.synapt.processor.graph.ValueId;
import java.util.Optional;

/**
 * A batch normalisation whose statistics are known before the first sample: two numbers per
 * channel, {@code scale = gamma / sqrt(variance + epsilon)} and {@code shift = beta - mean scale}.
 * The weights in front of it, if there are any, are multiplied by the scale and the shift takes the
 * place of beta; else the scale takes the place of gamma.
 *
 * @param weight of a dense layer or convolution that nothing else reads
 * @param bias what that layer adds, if it does
 */
public record NormFold(
    Optional<ValueId> weight,
    Optional<ValueId> bias,
    ValueId gamma,
    ValueId beta,
    ValueId mean,
    ValueId variance,
    double epsilon) {}
