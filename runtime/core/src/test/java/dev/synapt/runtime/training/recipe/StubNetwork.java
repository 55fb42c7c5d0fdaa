package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.OutputSpec;
import dev.synapt.runtime.PredictionLoss;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.kernel.ActivationSink;
import dev.synapt.runtime.kernel.BatchCode;
import dev.synapt.runtime.kernel.InferenceCode;
import dev.synapt.runtime.kernel.TensorLayout;
import java.util.List;

/** A network without weights, of which only losses, outputs and what leaves its layers is asked. */
final class StubNetwork extends InferenceNetwork {

  /** With several outputs. */
  StubNetwork(List<PredictionLoss> losses, List<OutputSpec> outputs) {
    super(new Code(List.of()), new NoWeights(), 1, losses, outputs);
  }

  /** One input, which leaves each of some layers as it came. */
  StubNetwork(int size, PredictionLoss loss, List<String> layers) {
    super(new Code(layers), new NoWeights(), size, size, List.of(), loss);
  }

  private static final class NoWeights extends Weights {
    NoWeights() {
      super("Stub", "stub", List.of());
    }
  }

  private static final class Code extends InferenceCode {

    private final List<String> layers;

    Code(List<String> layers) {
      super(0, 0);
      this.layers = layers;
    }

    @Override
    public void predict(float[] x, int xOffset, float[] y, int yOffset) {
      throw new AssertionError("nobody asks");
    }

    @Override
    public void activations(float[] x, int xOffset, ActivationSink sink) {
      int[] shape = {x.length};
      for (String layer : layers) {
        sink.take(new TensorLayout(layer, 0, 0, x.length, shape, new int[] {1}), x);
      }
    }

    @Override
    public TensorLayout[] layouts() {
      return new TensorLayout[0];
    }

    @Override
    public BatchCode batch() {
      throw new AssertionError("nobody asks");
    }

    @Override
    public InferenceCode share() {
      return new Code(layers);
    }
  }
}
