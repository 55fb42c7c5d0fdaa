package dev.synapt.processor.oracle;

import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.DropoutMask;
import dev.synapt.processor.interpret.Tensor;
import java.util.Map;

/**
 * A layer's case as a network: the layer as the field {@code layer}, then a squared error, summed.
 * Shapes may differ from the case's where the order of the entries is the same: a sequence is an
 * image of height 1, leading axes of a dense layer's input are one batch.
 *
 * @param net the network
 * @param x the batch
 * @param weights every tensor of the weights, by our names
 * @param names the case's names of trained tensors and statistics, as in {@code bias}, to ours
 * @param inference whether the case is about the network as it infers
 * @param mask what dropout keeps
 */
public record CaseNet(
    TypedGraph net,
    Tensor x,
    Map<String, Tensor> weights,
    Map<String, String> names,
    boolean inference,
    DropoutMask mask) {}
