package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;

/**
 * Says that the layers of a field have the weights of another one.
 *
 * @param owner the field whose weights they are
 * @param at the annotation that says so
 */
public record Sharing(String owner, SourceRef at) {}
