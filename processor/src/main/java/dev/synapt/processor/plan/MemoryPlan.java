package dev.synapt.processor.plan;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.Parameter;
import java.util.List;
import java.util.Map;

/**
 * Where everything is. Two arrays: the weights (trained tensors first, gradients and the
 * optimizer's state have the same layout; then statistics; then transposed copies) and the values.
 *
 * @param slots the values that steps read and write
 * @param workspaces what steps need besides
 * @param winograds what convolutions need that are computed so
 * @param winogradGradients what gradients by filters need that are computed so
 * @param parameters the weights, in the network's order
 * @param slices how many slices of 16 samples a batch has
 * @param firstSlice where the memory of the first slice starts in the array of values
 * @param sliceFloats floats of one slice's memory
 * @param valueFloats length of the array of values
 * @param gradientParts where in the array of gradients those of further layers with the same
 *     weights are
 * @param trainedFloats how much of the array of weights is trained, and of that of gradients theirs
 * @param gradientFloats length of the array of gradients
 * @param weightFloats length of the array of weights
 */
public record MemoryPlan(
    Map<ValueId, Slot> slots,
    Map<Op, Workspace> workspaces,
    Map<Op, WinogradWorkspace> winograds,
    Map<Op, WinogradGradWorkspace> winogradGradients,
    List<ParameterSlot> parameters,
    int slices,
    int firstSlice,
    int sliceFloats,
    int valueFloats,
    Map<ValueId, Integer> gradientParts,
    int trainedFloats,
    int gradientFloats,
    int weightFloats) {

  public MemoryPlan {
    parameters = List.copyOf(parameters);
  }

  /** Whether the weights of both lie alike, so that one array serves both. */
  public boolean sharesWeightsWith(MemoryPlan other) {
    return parameters.equals(other.parameters);
  }

  /** Where a gradient by weights is in the array of gradients. */
  public int gradient(ValueId gradient, Parameter parameter) {
    Integer part = gradientParts.get(gradient);
    return part == null ? parameter(parameter).offset() : part;
  }

  /** The place of a value. */
  public Slot slot(ValueId value) {
    return slots.get(value);
  }

  /** The place of a weight tensor. */
  public ParameterSlot parameter(ValueId value) {
    return parameters.stream()
        .filter(p -> p.parameter().value().equals(value))
        .findFirst()
        .orElseThrow();
  }

  /** The place of a weight tensor. */
  public ParameterSlot parameter(Parameter parameter) {
    return parameter(parameter.value());
  }
}
