package dev.synapt.runtime.optimizer;

import dev.synapt.runtime.kernel.TensorLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tensors in memory as in a trainer: permuted and padded, with their gradients and state. */
final class PackedTensors {

  /** How tensors of two and more axes lie. */
  enum Order {
    /** As their shape says. */
    LOGICAL,
    /** The first axis innermost and padded, as kernels have dense weights. */
    FIRST_AXIS_INNERMOST,
    /** The second axis innermost, as kernels have filters. */
    SECOND_AXIS_INNERMOST
  }

  private static final int LINE = 16;

  private final List<TrainedTensor> tensors = new ArrayList<>();
  private final boolean[] isEntry;
  private final WeightUpdate update;
  final float[] weights;
  final float[] gradients;
  final float[][] state;
  private int steps;

  PackedTensors(Optimizer optimizer, Map<String, int[]> shapes, Order order) {
    int offset = LINE;
    int logical = 0;
    for (Map.Entry<String, int[]> tensor : shapes.entrySet()) {
      int[] shape = tensor.getValue();
      int[] strides = strides(shape, order);
      int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
      TensorLayout layout =
          new TensorLayout(tensor.getKey(), logical, offset, size, shape, strides);
      tensors.add(new TrainedTensor(tensor.getKey(), shape, layout));
      logical += layout.size();
      offset += padded(span(shape, strides));
    }
    weights = new float[offset];
    gradients = new float[offset];
    state = new float[optimizer.stateSlots()][offset];
    isEntry = entries();
    update = new WeightUpdate(optimizer, tensors, weights, gradients, state);
  }

  private static int padded(int floats) {
    return (floats + LINE - 1) / LINE * LINE;
  }

  private static int[] strides(int[] shape, Order order) {
    int[] strides = new int[shape.length];
    int next = 1;
    int inner = order == Order.FIRST_AXIS_INNERMOST ? 0 : 1;
    boolean permuted = order != Order.LOGICAL && shape.length > 1;
    if (permuted) {
      strides[inner] = 1;
      next = inner == 0 ? padded(shape[0]) : shape[1];
    }
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      if (!permuted || axis != inner) {
        strides[axis] = next;
        next *= shape[axis];
      }
    }
    return strides;
  }

  private static int span(int[] shape, int[] strides) {
    int last = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      last += (shape[axis] - 1) * strides[axis];
    }
    return last + 1;
  }

  private boolean[] entries() {
    boolean[] entries = new boolean[weights.length];
    float[] ones = new float[weights.length];
    float[] packed = new float[weights.length];
    Arrays.fill(ones, 1f);
    tensors.forEach(tensor -> tensor.layout().pack(ones, packed));
    for (int i = 0; i < entries.length; i++) {
      entries[i] = packed[i] != 0;
    }
    return entries;
  }

  private TensorLayout layout(String name) {
    return tensors.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow().layout();
  }

  void put(float[] packed, String name, float[] values) {
    TensorLayout layout = layout(name);
    float[] logical = new float[layout.logicalOffset() + values.length];
    System.arraycopy(values, 0, logical, layout.logicalOffset(), values.length);
    layout.pack(logical, packed);
  }

  float[] get(float[] packed, String name) {
    float[] values = new float[layout(name).size()];
    layout(name).unpack(packed, values, 0);
    return values;
  }

  /** One update, by the parts of several workers one after the other. */
  void step(int workers, float learningRate, double momentum) {
    update.begin(++steps, learningRate, momentum);
    for (int phase = 0; phase < update.phases(); phase++) {
      for (int worker = 0; worker < workers; worker++) {
        update.phase(phase, worker, workers);
      }
    }
  }

  boolean paddingIsZero() {
    for (int i = 0; i < weights.length; i++) {
      if (!isEntry[i] && (weights[i] != 0 || gradients[i] != 0)) {
        return false;
      }
    }
    return true;
  }
}
