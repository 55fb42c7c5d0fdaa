package dev.synapt.testing;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.LabelSpec;
import dev.synapt.runtime.TensorView;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.random.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Compares three gradients at a random point: that of the twin's backward pass with differences of
 * the twin's loss, {@code (loss(w + h) - loss(w - h)) / 2h}, and that of the trainer with the
 * twin's. The first says that the derivative is the right one, the second that the trainer computes
 * it; the second looks at every entry, the first at some of each tensor, as many as time allows.
 */
public final class GradientCheck {

  /** Allowed between gradient and differences, as a share of the tensor's largest entry. */
  static final double DIFFERENCES = 1e-6;

  /** Allowed between the trainer's gradient and the twin's, likewise: single precision. */
  static final double TRAINER = 1e-2;

  /** Tensors are judged as if they had an entry of this share of the largest of all tensors. */
  private static final double SMALLEST = 1e-3;

  /** Steps, tried one after the other until no kink lies between. */
  private static final double[] STEPS = {1e-5, 1e-6, 1e-7};

  /** What rounding may make of the loss, as a share of it. */
  private static final double ROUNDING = 1e-14;

  private static final int SAMPLES = 4;
  private static final int MOST_ENTRIES = 24;
  private static final int FEWEST_ENTRIES = 2;

  /** Multiply-adds of a check: about ten seconds. */
  private static final double BUDGET = 4e9;

  private static final long SEED = 1;

  private final DoubleTwin twin;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private double largest;
  private double loss;

  private GradientCheck(DoubleTwin twin) {
    this.twin = twin;
  }

  /**
   * Checks a network.
   *
   * @param twin the network in double precision
   * @param trainer its trainer, whose weights are overwritten; the gradient by the input, which few
   *     trainers compute, is compared with differences alone
   * @return what was found; nothing has failed yet
   */
  public static <W extends Weights> GradientReport run(DoubleTwin twin, Trainer<W> trainer) {
    return new GradientCheck(twin).run(trainer);
  }

  private <W extends Weights> GradientReport run(Trainer<W> trainer) {
    trainer.initialize(SEED);
    W weights = trainer.weights();
    twin.tensors().forEach(tensor -> move(weights.tensor(tensor.name()), tensor.value()));
    new TreeMap<>(twin.frozen()).forEach((name, value) -> move(weights.tensor(name), value));
    trainer.load(weights);
    Batch batch = batch(trainer);
    trainer.computeGradients(batch);
    loss = twin.loss();
    twin.backward();
    List<TensorCheck> checks = new ArrayList<>();
    twin.tensors().forEach(tensor -> largest = Math.max(largest, largest(gradient(tensor))));
    for (DoubleTwin.Tensor tensor : twin.tensors()) {
      String shape = TensorCheck.text(weights.tensor(tensor.name()).shape());
      checks.add(check(tensor, shape, trainer.gradient(tensor.name())));
    }
    if (twin.inputGradient() >= 0) {
      checks.add(input(trainer));
    }
    return new GradientReport(twin.name(), batch.size(), loss, trainer.loss(), checks);
  }

  private double[] gradient(DoubleTwin.Tensor tensor) {
    return twin.value(tensor.gradient());
  }

  /** Away from zeros and ones, at which gradients may vanish or be right by chance. */
  private void move(TensorView view, int value) {
    float[] values = view.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (random.nextDouble() - 0.5) / 4;
    }
    view.copyFrom(values);
    twin.value(value, doubles(values, values.length));
  }

  private Batch batch(Trainer<?> trainer) {
    Batch batch = trainer.newBatch();
    batch.size(Math.min(SAMPLES, batch.capacity()));
    for (int i = 0; i < batch.size() * batch.inputSize(); i++) {
      batch.inputs()[i] = input(trainer.vocabulary());
    }
    fillOutputs(batch, trainer);
    for (int i = 0; twin.outputs().isEmpty() && i < batch.size() * batch.targetSize(); i++) {
      if (batch.hasLabels()) {
        batch.labels()[i] = label(trainer.labels().orElseThrow());
      } else {
        batch.targets()[i] = twin.lossKind().target(random);
      }
    }
    twin.value(twin.input(), doubles(batch.inputs(), batch.size() * batch.inputSize()));
    long key = CounterRandom.key(CounterRandom.key(SEED, "dropout"), 0);
    twin.feed(batch.size(), batch.labels(), batch.targets(), key);
    return batch;
  }

  private float input(OptionalInt vocabulary) {
    return vocabulary.isPresent()
        ? random.nextInt(vocabulary.getAsInt())
        : (float) (2 * random.nextDouble() - 1);
  }

  /** Of several outputs: labels and numbers side by side. */
  private void fillOutputs(Batch batch, Trainer<?> trainer) {
    for (int o = 0; o < twin.outputs().size(); o++) {
      TwinOutput output = twin.outputs().get(o);
      Optional<LabelSpec> labels = trainer.outputSpecs().get(o).labelSpec();
      for (int i = 0; i < batch.size() * output.columns(); i++) {
        int row = i / output.columns() * batch.targetSize();
        batch.targets()[row + output.first() + i % output.columns()] =
            labels.isPresent() ? label(labels.get()) : output.loss().target(random);
      }
    }
  }

  private int label(LabelSpec spec) {
    int label = random.nextInt(spec.classes());
    boolean counts = spec.ignored().isEmpty() || spec.ignored().getAsInt() != label;
    return counts ? label : (label + 1) % spec.classes();
  }

  private static double[] doubles(float[] floats, int count) {
    double[] result = new double[count];
    for (int i = 0; i < count; i++) {
      result[i] = floats[i];
    }
    return result;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private TensorCheck input(Trainer<?> trainer) {
    DoubleTwin.Tensor tensor = new DoubleTwin.Tensor("input", twin.input(), twin.inputGradient());
    int entries = twin.value(twin.input()).length;
    String shape = TensorCheck.text(new int[] {entries / trainer.inputSize(), trainer.inputSize()});
    return check(tensor, shape, new float[0]);
  }

  /** Checks one tensor; without a gradient of the trainer, only against differences. */
  private TensorCheck check(DoubleTwin.Tensor tensor, String shape, float[] trainer) {
    double[] gradient = gradient(tensor).clone();
    double scale = Math.max(largest(gradient), SMALLEST * largest);
    TensorComparison comparison = new TensorComparison(tensor.name(), scale);
    for (int i = 0; i < trainer.length; i++) {
      comparison.trainer(i, gradient[i], trainer[i], TRAINER * scale);
    }
    int wanted = Math.min(entriesPerTensor(), gradient.length);
    for (int tries = 0; comparison.checked() < wanted && tries < 4 * wanted; tries++) {
      int entry = wanted == gradient.length ? tries % wanted : random.nextInt(gradient.length);
      if (!twin.isHeld(tensor, entry)) {
        differ(tensor, entry, gradient[entry], comparison);
      }
    }
    return comparison.result(shape, gradient.length);
  }

  private int entriesPerTensor() {
    double pass = 2.0 * SAMPLES * Math.max(1, twin.multiplyAdds());
    double affordable = BUDGET / (pass * (twin.tensors().size() + 1));
    return (int) Math.clamp(affordable, FEWEST_ENTRIES, MOST_ENTRIES);
  }

  private void differ(
      DoubleTwin.Tensor tensor, int entry, double gradient, TensorComparison comparison) {
    for (int i = 0; i < STEPS.length; i++) {
      double difference = difference(twin.value(tensor.value()), entry, STEPS[i]);
      double allowed =
          DIFFERENCES * comparison.scale() + ROUNDING * Math.max(1, Math.abs(loss)) / STEPS[i];
      boolean last = i == STEPS.length - 1;
      if (Math.abs(gradient - difference) <= allowed || last) {
        comparison.differences(entry, gradient, difference, allowed);
        return;
      }
    }
  }

  /** The difference quotient by one entry; NaN when a kink lies between. */
  private double difference(double[] values, int entry, double step) {
    double at = values[entry];
    values[entry] = at + step;
    double above = twin.loss();
    long branches = twin.branches();
    values[entry] = at - step;
    double below = twin.loss();
    values[entry] = at;
    return twin.branches() == branches ? (above - below) / (2 * step) : Double.NaN;
  }
}
