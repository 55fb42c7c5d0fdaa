package dev.synapt.report;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Normalizer;
import dev.synapt.runtime.PredictionLoss;
import dev.synapt.runtime.TensorSpec;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Augmentation;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.initialization.Initializer;
import dev.synapt.runtime.kernel.ActivationSink;
import dev.synapt.runtime.kernel.BatchCode;
import dev.synapt.runtime.kernel.ClassLoss;
import dev.synapt.runtime.kernel.InferenceCode;
import dev.synapt.runtime.kernel.Softmax;
import dev.synapt.runtime.kernel.TensorLayout;
import dev.synapt.runtime.training.EndReason;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.StartReport;
import dev.synapt.runtime.training.StepReport;
import dev.synapt.runtime.training.ValidationReport;
import dev.synapt.runtime.training.recipe.Baselines;
import java.util.List;

/** Images of 6 x 6 with one bright row of three, and a network by hand that looks where it is. */
final class Stripes {

  static final int SIDE = 6;
  static final int CLASSES = 3;
  static final int STEPS = 50;
  private static final int PIXELS = SIDE * SIDE;

  /** As the processor writes it. */
  static final String SUMMARY =
      """
      layer           operation                    output          parameters multiply-adds
      input           Input                        [1,6,6]
      conv.conv2d     Conv2d 4 @ 3x3, pad{1,1,1,1} [4,6,6]                 40         1,296
      conv.relu       Relu                         [4,6,6]
      row.dense       Dense 3                      [3]                    435           432
      row.output      Output CROSS_ENTROPY         [3]
      total                                                                475         1,728
      """;

  private Stripes() {}

  /** Every fifth image has the label of another row. */
  static Dataset data(int count) {
    byte[] pixels = new byte[count * PIXELS];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      int row = i % CLASSES;
      labels[i] = i % 5 == 4 ? (row + 1) % CLASSES : row;
      for (int x = 0; x < SIDE; x++) {
        pixels[i * PIXELS + 2 * row * SIDE + x] = (byte) (150 + 20 * (x % 4));
      }
    }
    return Dataset.ofImages(pixels, labels, 1, SIDE, SIDE)
        .withClassNames(List.of("top", "middle", "<bottom>"));
  }

  static final class StripeWeights extends Weights {
    StripeWeights() {
      super(
          "Stripes",
          "stripes-1",
          List.of(
              new TensorSpec(
                  "row.dense.weight",
                  new int[] {CLASSES, PIXELS},
                  0,
                  Initializer.HE_UNIFORM,
                  PIXELS,
                  CLASSES,
                  true)));
      for (int c = 0; c < CLASSES; c++) {
        for (int x = 0; x < SIDE; x++) {
          values()[c * PIXELS + 2 * c * SIDE + x] = 1;
        }
      }
      normalizer(new Normalizer(new float[] {0.2f}, new float[] {0.4f}));
    }
  }

  static final class StripeNetwork extends InferenceNetwork {
    StripeNetwork(Weights weights) {
      super(
          new Code(new float[CLASSES * PIXELS]),
          weights,
          PIXELS,
          CLASSES,
          List.of(),
          PredictionLoss.ofLabels(ClassLoss.ofLogits(CLASSES, 1)));
    }
  }

  private static final class Code extends InferenceCode {
    Code(float[] weights) {
      super(weights, CLASSES * PIXELS, CLASSES);
    }

    @Override
    public void predict(float[] x, int xOffset, float[] y, int yOffset) {
      for (int c = 0; c < CLASSES; c++) {
        values[c] = 0;
        for (int i = 0; i < PIXELS; i++) {
          values[c] += weights[c * PIXELS + i] * x[xOffset + i];
        }
      }
      Softmax.forward(values, 0, CLASSES, y, yOffset);
    }

    @Override
    public void activations(float[] x, int xOffset, ActivationSink sink) {
      predict(x, xOffset, new float[CLASSES], 0);
      int[] sizes = {CLASSES};
      sink.take(new TensorLayout("row.dense", 0, 0, CLASSES, sizes, new int[] {1}), values);
    }

    @Override
    public TensorLayout[] layouts() {
      int[] sizes = {CLASSES, PIXELS};
      int[] strides = {PIXELS, 1};
      return new TensorLayout[] {
        new TensorLayout("row.dense.weight", 0, 0, CLASSES * PIXELS, sizes, strides)
      };
    }

    @Override
    public BatchCode batch() {
      return new OneByOne(this);
    }

    @Override
    public InferenceCode share() {
      return new Code(weights);
    }
  }

  /** Many samples, one after another. */
  private static final class OneByOne extends BatchCode {
    private static final int CAPACITY = 32;

    private final InferenceCode code;
    private final float[] results = new float[CAPACITY * CLASSES];

    OneByOne(InferenceCode code) {
      super(code.weights(), CAPACITY, code.weightFloats(), 0);
      this.code = code;
    }

    @Override
    protected void forward(int from, int to) {
      for (int n = SLICE * from; n < Math.min(SLICE * to, samples); n++) {
        code.predict(inputs, firstInput + n * PIXELS, results, n * CLASSES);
      }
    }

    @Override
    public void outputs(float[] rows, int first) {
      System.arraycopy(results, 0, rows, first, samples * CLASSES);
    }

    @Override
    public TensorLayout[] layouts() {
      return code.layouts();
    }

    @Override
    public BatchCode share() {
      return new OneByOne(code.share());
    }
  }

  /** Five epochs that get better; the last one a little worse again. */
  static RunRecorder recorded() {
    RunRecorder recorder = new RunRecorder();
    recorder.onStart(new StartReport(1, 0, 0, 5, STEPS, 1000));
    for (int epoch = 1; epoch <= 5; epoch++) {
      for (int step = 1; step <= STEPS; step++) {
        double done = epoch - 1 + (double) step / STEPS;
        float rate = (float) (0.05 * (1 + Math.cos(Math.PI * done / 5)) / 2);
        double loss = Math.exp(-done) + 0.1 * Math.abs(Math.sin(40 * done));
        recorder.onStep(
            new StepReport(
                epoch, 5, step, STEPS, 20L * step, 1000, loss, loss, 0.9, rate, 0.01 * step));
      }
      double validation = Math.exp(-epoch) + (epoch == 5 ? 0.05 : 0.01);
      recorder.onValidation(
          new ValidationReport(
              epoch, STEPS, (long) STEPS * epoch, validation, 0.8 + 0.03 * epoch, 0.9, false, 0.1));
      recorder.onEpoch(
          new EpochReport(
              epoch,
              5,
              STEPS,
              1000,
              Math.exp(-epoch),
              0.8 + 0.04 * epoch,
              validation,
              0.8 + 0.03 * epoch,
              false,
              0.5,
              0.1));
    }
    recorder.onEnd(EndReason.COMPLETED);
    return recorder;
  }

  static RunReport report() {
    StripeWeights weights = new StripeWeights();
    Dataset data = data(60);
    return RunReport.of("Stripes & rows", recorded())
        .setting("optimizer", "Sgd <fast>")
        .verdict(new Baselines(0.3, 1.1))
        .summary(SUMMARY)
        .weights(weights)
        .trainingData(data)
        .augmentation(Augmentation.none().flipHorizontally(0.5).shift(1, 1), 3)
        .results(new StripeNetwork(weights), data, data.classNames());
  }
}
