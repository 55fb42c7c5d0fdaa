package dev.synapt.runtime;

import dev.synapt.runtime.kernel.TrainingCode;
import dev.synapt.runtime.optimizer.TrainedTensor;
import java.util.Comparator;
import java.util.List;

/** What an optimizer is told of a network's tensors. */
final class TrainedTensors {

  private TrainedTensors() {}

  /** The trained tensors, in the order in which they lie in the array. */
  static List<TrainedTensor> of(TrainingCode code, Weights weights) {
    return code.trainedLayouts().stream()
        .map(layout ->
            new TrainedTensor(layout.name(), weights.tensor(layout.name()).shape(), layout))
        .sorted(Comparator.comparingInt(tensor -> tensor.layout().offset()))
        .toList();
  }
}
