package dev.synapt.processor.summary;

import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.plan.MemoryPlan;
import dev.synapt.processor.plan.ParameterSlot;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * The bytes of an object's arrays, as the memory plan has them.
 *
 * @param weights of the array of weights: packed for the kernels, with copies that they read; 0
 *     where another array serves
 * @param gradients of the array of gradients; 0 for a network
 * @param values of the array of values: activations, their gradients and sums
 * @param layers what each layer has of them, by its name
 */
public record MemorySummary(
    long weights, long gradients, long values, Map<String, LayerBytes> layers) {

  /**
   * The bytes of one layer.
   *
   * @param weights of its tensors and their copies, padding included
   * @param gradients of its tensors' gradients
   * @param values of what it computes and of sums on the way, for the whole batch; values that are
   *     not alive at once share memory, so that those of all layers may be more than there is
   */
  public record LayerBytes(long weights, long gradients, long values) {

    /** Nothing. */
    static final LayerBytes NONE = new LayerBytes(0, 0, 0);

    /** All of them. */
    public long total() {
      return weights + gradients + values;
    }

    private LayerBytes plus(LayerBytes other) {
      return new LayerBytes(
          weights + other.weights, gradients + other.gradients, values + other.values);
    }
  }

  public MemorySummary {
    layers = Map.copyOf(layers);
  }

  /** What a trainer has: weights, gradients and values. */
  static MemorySummary ofTraining(List<Layer> layers, PlannedOps planned) {
    return of(planned, new Counter(layers, planned, true, true));
  }

  /** What a network has from the start: weights and the values of one sample. */
  static MemorySummary ofPrediction(List<Layer> layers, PlannedOps planned) {
    return of(planned, new Counter(layers, planned, true, false));
  }

  /**
   * What a network has besides once it predicts many samples at a time: their values, and weights
   * where the kernels want them laid out in another way.
   *
   * @param one the prediction of one sample, whose weights are there already
   */
  static MemorySummary ofBatch(List<Layer> layers, PlannedOps planned, PlannedOps one) {
    boolean weights = !planned.memory().sharesWeightsWith(one.memory());
    return of(planned, new Counter(layers, planned, weights, false));
  }

  private static MemorySummary of(PlannedOps planned, Counter counter) {
    counter.count();
    MemoryPlan plan = planned.memory();
    return new MemorySummary(
        counter.weights ? (long) Float.BYTES * plan.weightFloats() : 0,
        counter.gradients ? (long) Float.BYTES * plan.gradientFloats() : 0,
        (long) Float.BYTES * plan.valueFloats(),
        counter.bytes);
  }

  /** Bytes of all arrays. */
  public long total() {
    return weights + gradients + values;
  }

  /** The bytes of a layer. */
  public LayerBytes layer(String name) {
    return layers.getOrDefault(name, LayerBytes.NONE);
  }

  /** Adds up what belongs to each layer. */
  private static final class Counter {

    private final List<String> names;
    private final OpGraph ops;
    private final MemoryPlan plan;
    private final boolean weights;
    private final boolean gradients;
    private final Map<String, LayerBytes> bytes = new LinkedHashMap<>();

    Counter(List<Layer> layers, PlannedOps planned, boolean weights, boolean gradients) {
      this.names = layers.stream().map(Layer::name).toList();
      this.ops = planned.ops();
      this.plan = planned.memory();
      this.weights = weights;
      this.gradients = gradients;
    }

    void count() {
      plan.slots().values().forEach(this::count);
      long slices = Math.max(1, plan.slices());
      plan.workspaces()
          .forEach((op, workspace) -> {
            // A sum per lane while the step runs, and one per slice for all to see.
            long floats = slices * workspace.partialFloats() * (1 + LANES);
            String stage = op.origin().field() + "." + op.origin().stage();
            add(layer(stage), new LayerBytes(0, 0, Float.BYTES * floats));
          });
      if (weights) {
        NavigableSet<Integer> starts = starts();
        plan.parameters().forEach(slot -> count(slot, starts));
      }
    }

    private static final int LANES = 16;

    private void count(Slot slot) {
      long copies = slot.perSlice() ? plan.slices() : 1;
      String value = ops.value(slot.value()).name();
      add(layer(value), new LayerBytes(0, 0, Float.BYTES * copies * slot.floats()));
    }

    private void count(ParameterSlot slot, NavigableSet<Integer> starts) {
      long copy = length(slot.transposed(), starts) + length(slot.transformed(), starts);
      boolean trained = gradients && slot.parameter().trainable();
      add(
          layer(slot.parameter().name()),
          new LayerBytes(
              Float.BYTES * (slot.floats() + copy),
              trained ? (long) Float.BYTES * slot.floats() : 0,
              0));
    }

    /** Where tensors and copies start, which lie back to back, and where the last ends. */
    private NavigableSet<Integer> starts() {
      List<Integer> starts = new ArrayList<>(List.of(plan.weightFloats()));
      plan.parameters()
          .forEach(slot -> {
            starts.add(slot.offset());
            slot.transposed().ifPresent(starts::add);
            slot.transformed().ifPresent(starts::add);
          });
      return new TreeSet<>(starts);
    }

    private static long length(OptionalInt start, NavigableSet<Integer> starts) {
      return start.isPresent() ? starts.higher(start.getAsInt()) - start.getAsInt() : 0;
    }

    /** The layer of a value such as {@code d conv1.maxpool2d.winner}. */
    private String layer(String value) {
      String name = value.startsWith("d ") ? value.substring(2) : value;
      return names.stream()
          .filter(layer -> name.equals(layer) || name.startsWith(layer + "."))
          .findFirst()
          .orElse(name);
    }

    private void add(String layer, LayerBytes more) {
      bytes.merge(layer, more, LayerBytes::plus);
    }
  }
}
