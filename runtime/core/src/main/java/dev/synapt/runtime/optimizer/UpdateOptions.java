package dev.synapt.runtime.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What all rules have in common.
 *
 * @param learningRate the base rate
 * @param regularization of all layers that no group changes
 * @param decoupled whether weights decay directly and not through their gradients
 * @param everything whether biases and norms decay and are penalised too
 * @param maximize whether the loss is to grow
 * @param clipping of gradients
 * @param groups settings of some layers; what a later one states counts
 */
record UpdateOptions(
    double learningRate,
    Regularization regularization,
    boolean decoupled,
    boolean everything,
    boolean maximize,
    Clipping clipping,
    List<ParameterGroup> groups) {

  /** Of rules that have no options. */
  static final UpdateOptions NONE = withLearningRate(1);

  UpdateOptions {
    groups = List.copyOf(groups);
  }

  static UpdateOptions withLearningRate(double learningRate) {
    double checked = Check.positive("learning rate", learningRate);
    return new UpdateOptions(
        checked, Regularization.NONE, false, false, false, Clipping.NONE, List.of());
  }

  UpdateOptions with(Regularization changed) {
    return new UpdateOptions(
        learningRate, changed, decoupled, everything, maximize, clipping, groups);
  }

  UpdateOptions with(Clipping changed) {
    return new UpdateOptions(
        learningRate, regularization, decoupled, everything, maximize, changed, groups);
  }

  UpdateOptions with(ParameterGroup added) {
    List<ParameterGroup> more = new ArrayList<>(groups);
    more.add(added);
    return new UpdateOptions(
        learningRate, regularization, decoupled, everything, maximize, clipping, more);
  }

  UpdateOptions withDecoupledDecay() {
    return new UpdateOptions(
        learningRate, regularization, true, everything, maximize, clipping, groups);
  }

  UpdateOptions withEverything() {
    return new UpdateOptions(
        learningRate, regularization, decoupled, true, maximize, clipping, groups);
  }

  UpdateOptions withMaximize() {
    return new UpdateOptions(
        learningRate, regularization, decoupled, everything, true, clipping, groups);
  }

  /** The settings of one tensor. */
  TensorSettings settings(TrainedTensor tensor) {
    double factor = 1;
    Regularization strengths = regularization;
    for (ParameterGroup group : groups) {
      if (group.selects(tensor.name())) {
        factor = group.factorOver(factor);
        strengths = group.regularizationOver(strengths);
      }
    }
    if (tensor.isBiasOrNorm()) {
      strengths = (everything ? strengths : Regularization.NONE).withMaxNorm(MaxNorm.NONE);
    }
    return new TensorSettings(factor, strengths);
  }

  /** Every group must select a tensor: a name that does not exist is a mistake. */
  void requireGroupsExist(List<TrainedTensor> tensors) {
    for (ParameterGroup group : groups) {
      if (tensors.stream().noneMatch(tensor -> group.selects(tensor.name()))) {
        throw new IllegalArgumentException(
            "no trained tensor belongs to the "
                + group
                + "; there are "
                + tensors.stream().map(TrainedTensor::name).collect(Collectors.joining(", ")));
      }
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(regularization.text(false));
    text.append(decoupled ? ", decoupled" : "");
    text.append(everything ? ", decayBiasesAndNorms" : "");
    text.append(clipping);
    text.append(maximize ? ", maximize" : "");
    groups.forEach(group -> text.append(", ").append(group));
    return text.toString();
  }
}
