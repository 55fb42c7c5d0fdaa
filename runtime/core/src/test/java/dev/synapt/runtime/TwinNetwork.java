package dev.synapt.runtime;

import dev.synapt.runtime.initialization.Initializer;
import dev.synapt.runtime.kernel.BatchCode;
import dev.synapt.runtime.kernel.BatchOfSingles;
import dev.synapt.runtime.kernel.ClassLoss;
import dev.synapt.runtime.kernel.InferenceCode;
import dev.synapt.runtime.kernel.Softmax;
import dev.synapt.runtime.kernel.TensorLayout;
import dev.synapt.runtime.kernel.TrainingCode;
import java.util.List;

/**
 * What the processor would generate for one dense layer of 3 inputs and 2 classes, by hand: weights
 * [2,3] that lie transposed and padded, and a running mean of the inputs that is not trained.
 */
final class TwinNetwork extends InferenceNetwork {

  static final int INPUTS = 3;
  static final int CLASSES = 2;
  private static final int WEIGHT = 12;
  private static final int BIAS = WEIGHT + INPUTS * 16;
  private static final int TRAINED = BIAS + 16;
  private static final int MEAN = TRAINED;
  private static final int COPY = MEAN + 16;
  private static final int WEIGHTS = COPY + 16;

  private static final TensorLayout[] LAYOUTS = {
    new TensorLayout("fc.weight", 0, WEIGHT, 6, new int[] {2, 3}, new int[] {1, 16}),
    new TensorLayout("fc.bias", 6, BIAS, 2, new int[] {2}, new int[] {1}),
    new TensorLayout("fc.mean", 8, MEAN, 3, new int[] {3}, new int[] {1})
  };

  TwinNetwork(Twin weights, List<String> labels) {
    super(
        new Inference(),
        weights,
        INPUTS,
        CLASSES,
        labels,
        PredictionLoss.ofLabels(ClassLoss.ofLogits(CLASSES, 1)));
  }

  private TwinNetwork(TwinNetwork other) {
    super(other);
  }

  TwinNetwork share() {
    return new TwinNetwork(this);
  }

  /** Its weights. */
  static final class Twin extends Weights {
    Twin() {
      super(
          "Twin",
          "twin-1",
          List.of(
              new TensorSpec("fc.weight", new int[] {2, 3}, 0, Initializer.HE_UNIFORM, 3, 2, true),
              new TensorSpec("fc.bias", new int[] {2}, 6, Initializer.ZEROS, 3, 2, true),
              new TensorSpec("fc.mean", new int[] {3}, 8, Initializer.ONES, 3, 3, false)));
    }
  }

  /** Its trainer. */
  static final class Teacher extends Trainer<Twin> {

    @SuppressWarnings("HidingField") // the same object, of the type that tests look into
    final Training code;

    Teacher(int batchSize, boolean classes) {
      this(new Training(batchSize), batchSize, classes);
    }

    private Teacher(Training code, int batchSize, boolean classes) {
      super(code, Twin::new, batchSize, INPUTS, CLASSES, classes);
      this.code = code;
    }

    @Override
    public InferenceNetwork network(Twin weights) {
      return new TwinNetwork(weights, List.of());
    }
  }

  /**
   * A stand-in for a training step whose gradients are known: of the weight the mean of the inputs,
   * of the bias one. Its phases keep a record of who did which part.
   */
  static final class Training extends TrainingCode {

    final boolean[][] done = new boolean[2][64];
    int refreshes;
    long lastKey;
    boolean failing;
    boolean small;

    Training(int batch) {
      super(batch, TRAINED, WEIGHTS, 32);
    }

    @Override
    public int phases() {
      return 2;
    }

    @Override
    public boolean isSmall() {
      return small;
    }

    @Override
    public void phase(int phase, int worker, int workers) {
      done[phase][worker] = true;
      if (failing) {
        throw new IllegalStateException("phase " + phase);
      }
      if (phase == 1 && worker == 0) {
        lastKey = dropoutKey(0);
        sumGradients();
      }
    }

    private void sumGradients() {
      float scale = 1f / samples;
      for (int i = 0; i < INPUTS; i++) {
        float sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += inputs[n * INPUTS + i];
        }
        gradients[WEIGHT + 16 * i] = sum * scale;
        gradients[WEIGHT + 16 * i + 1] = -sum * scale;
      }
      gradients[BIAS] = 1;
      gradients[BIAS + 1] = -1;
      for (int slice = 0; slice < slices; slice++) {
        losses[slice] = 0.5;
        correct[slice] = slice;
      }
    }

    @Override
    public void refresh(int worker, int workers) {
      if (worker == 0) {
        refreshes++;
        weights[COPY] = weights[WEIGHT];
      }
    }

    boolean copyIsFresh() {
      return weights[COPY] == weights[WEIGHT];
    }

    boolean paddingIsZero() {
      for (int i = 0; i < INPUTS; i++) {
        for (int column = CLASSES; column < 16; column++) {
          if (weights[WEIGHT + 16 * i + column] != 0) {
            return false;
          }
        }
      }
      return true;
    }

    @Override
    public void outputs(float[] rows, int first) {
      for (int i = 0; i < rows.length; i++) {
        rows[i] = i;
      }
    }

    @Override
    public TensorLayout[] layouts() {
      return LAYOUTS;
    }
  }

  private static final class Inference extends InferenceCode {

    Inference() {
      super(WEIGHTS, 16);
    }

    private Inference(float[] weights) {
      super(weights, WEIGHTS, 16);
    }

    @Override
    public void predict(float[] x, int xOffset, float[] y, int yOffset) {
      for (int j = 0; j < CLASSES; j++) {
        float sum = weights[BIAS + j];
        for (int i = 0; i < INPUTS; i++) {
          sum = Math.fma(x[xOffset + i], weights[WEIGHT + 16 * i + j], sum);
        }
        values[j] = sum;
      }
      Softmax.forward(values, 0, CLASSES, y, yOffset);
    }

    @Override
    public TensorLayout[] layouts() {
      return LAYOUTS;
    }

    @Override
    public BatchCode batch() {
      return new BatchOfSingles(this, INPUTS, CLASSES);
    }

    @Override
    public InferenceCode share() {
      return new Inference(weights);
    }
  }
}
