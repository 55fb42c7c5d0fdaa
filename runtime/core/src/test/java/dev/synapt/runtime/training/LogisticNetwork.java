package dev.synapt.runtime.training;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.PredictionLoss;
import dev.synapt.runtime.kernel.BatchCode;
import dev.synapt.runtime.kernel.BatchOfSingles;
import dev.synapt.runtime.kernel.ClassLoss;
import dev.synapt.runtime.kernel.InferenceCode;
import dev.synapt.runtime.kernel.TensorLayout;
import java.util.List;

/** Probabilities of two classes: softmax of {@code (0, slope * x + intercept)}; by hand. */
final class LogisticNetwork extends InferenceNetwork {

  LogisticNetwork(LogisticWeights weights) {
    this(weights, PredictionLoss.ofLabels(ClassLoss.ofLogits(2, 1)));
  }

  LogisticNetwork(LogisticWeights weights, PredictionLoss loss) {
    super(new Code(new float[2]), weights, 1, 2, List.of(), loss);
  }

  static float probability(float slope, float intercept, float x) {
    return (float) (1 / (1 + StrictMath.exp(-(slope * x + intercept))));
  }

  static TensorLayout[] tensorLayouts() {
    return new TensorLayout[] {
      new TensorLayout("slope", 0, 0, 1, new int[] {1}, new int[] {1}),
      new TensorLayout("intercept", 1, 1, 1, new int[] {1}, new int[] {1})
    };
  }

  private static final class Code extends InferenceCode {

    Code(float[] weights) {
      super(weights, 2, 0);
    }

    @Override
    public void predict(float[] x, int xOffset, float[] y, int yOffset) {
      y[yOffset + 1] = probability(weights[0], weights[1], x[xOffset]);
      y[yOffset] = 1 - y[yOffset + 1];
    }

    @Override
    public TensorLayout[] layouts() {
      return tensorLayouts();
    }

    @Override
    public BatchCode batch() {
      return new BatchOfSingles(this, 1, 2);
    }

    @Override
    public InferenceCode share() {
      return new Code(weights);
    }
  }
}
