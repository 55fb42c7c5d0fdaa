package dev.synapt.runtime.training;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.TensorSpec;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds what is not finite first, in the order in which a step computes. */
final class NonFiniteSearch {

  private final Trainer<?> trainer;
  private final Batch batch;
  private final Weights weights;

  NonFiniteSearch(Trainer<?> trainer, Batch batch) {
    this.trainer = trainer;
    this.batch = batch;
    this.weights = trainer.weights();
  }

  /** A sentence without its full stop. */
  String describe() {
    return Stream.<Supplier<String>>of(
            () -> sample("input", batch.inputs(), batch.inputSize()),
            this::target,
            () -> tensor(true),
            this::activation,
            () -> tensor(false),
            this::output,
            this::gradient)
        .map(Supplier::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> "all tensors are finite; " + largestWeight());
  }

  private String target() {
    return batch.hasLabels() ? null : sample("target", batch.targets(), batch.targetSize());
  }

  private String sample(String kind, float[] rows, int rowSize) {
    int at = firstNonFinite(rows, 0, batch.size() * rowSize);
    return at < 0
        ? null
        : "%s %d of sample %d in the batch is %s"
            .formatted(kind, at % rowSize, at / rowSize, rows[at]);
  }

  /** Running statistics come later than what leaves a layer, which they are made of. */
  private String tensor(boolean trainable) {
    for (TensorSpec spec : weights.tensors()) {
      int at = firstNonFinite(weights.values(), spec.offset(), spec.size());
      if (at >= 0 && spec.trainable() == trainable) {
        return "the first tensor that is not finite is %s of layer %s: entry %d is %s"
            .formatted(spec.name(), layer(spec), at - spec.offset(), weights.values()[at]);
      }
    }
    return null;
  }

  /** As predicting computes, which differs from training in batch norm and dropout alone. */
  private String activation() {
    InferenceNetwork network = network(trainer);
    for (int i = 0; i < batch.size(); i++) {
      int from = i * batch.inputSize();
      float[] sample = Arrays.copyOfRange(batch.inputs(), from, from + batch.inputSize());
      for (Map.Entry<String, float[]> layer : network.activations(sample).entrySet()) {
        int at = firstNonFinite(layer.getValue(), 0, layer.getValue().length);
        if (at >= 0) {
          return "the weights are finite, but what leaves layer %s is %s at entry %d, for sample %d"
                  .formatted(layer.getKey(), layer.getValue()[at], at, i)
              + " in the batch; "
              + largestWeight();
        }
      }
    }
    return null;
  }

  private static <W extends Weights> InferenceNetwork network(Trainer<W> trainer) {
    return trainer.network(trainer.weights());
  }

  private String output() {
    float[] outputs = trainer.outputs();
    int at = firstNonFinite(outputs, 0, outputs.length);
    if (at < 0) {
      return null;
    }
    List<TensorSpec> tensors = weights.tensors();
    String last = tensors.isEmpty() ? "" : " of layer " + layer(tensors.getLast());
    return "the weights are finite, but output %d%s is %s for sample %d; %s"
        .formatted(
            at % trainer.outputSize(),
            last,
            outputs[at],
            at / trainer.outputSize(),
            largestWeight());
  }

  private String gradient() {
    for (TensorSpec spec : weights.tensors().reversed()) {
      if (spec.trainable() && hasGradient(spec)) {
        float[] gradient = trainer.gradient(spec.name());
        int at = firstNonFinite(gradient, 0, gradient.length);
        if (at >= 0) {
          return "the outputs are finite, but the gradient of %s of layer %s is %s at entry %d"
              .formatted(spec.name(), layer(spec), gradient[at], at);
        }
      }
    }
    return null;
  }

  /** Frozen tensors have none. */
  private boolean hasGradient(TensorSpec spec) {
    try {
      trainer.gradient(spec.name());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String largestWeight() {
    String name = "none";
    float largest = 0;
    for (TensorSpec spec : weights.tensors()) {
      for (int i = spec.offset(); i < spec.offset() + spec.size(); i++) {
        if (Math.abs(weights.values()[i]) > largest) {
          largest = Math.abs(weights.values()[i]);
          name = spec.name();
        }
      }
    }
    return String.format(Locale.ROOT, "the largest weight is %.3g, in %s", largest, name);
  }

  private static String layer(TensorSpec spec) {
    int end = spec.name().lastIndexOf('.');
    return end < 0 ? spec.name() : spec.name().substring(0, end);
  }

  private static int firstNonFinite(float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }
}
