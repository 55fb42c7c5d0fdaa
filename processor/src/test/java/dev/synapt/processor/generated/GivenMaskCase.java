package dev.synapt.processor.generated;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.Comparison;
import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.processor.lower.Differentiation;
import dev.synapt.processor.lower.Lowering;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.oracle.OracleCase;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A case of dropout that gives its mask, asked of code that draws its own: each entry of a row is
 * put where the drawn mask keeps or drops as the given one does. All other entries are zero.
 */
final class GivenMaskCase {

  /** Enough for a row of eight entries, also if four in five are dropped. */
  private static final int ROW = 128;

  private static final long SEED = 1;

  private final OracleCase test;
  private final int samples;
  private final int entries;
  private final int[] places;

  GivenMaskCase(OracleCase test) {
    this.test = test;
    Tensor mask = test.inputs().get("mask");
    this.samples = mask.dim(0);
    this.entries = mask.dim(1);
    this.places = places(mask);
  }

  /** Dropout of rows that are longer than the case's. */
  static TypedGraph net(OracleCase test) {
    return NetBuilder.input("Case", test.inputs().get("x").dim(0), Shape.of(ROW))
        .field("layer")
        .dropout(test.number("p"))
        .output(LossKind.MSE, LossReduction.SUM);
  }

  private int[] places(Tensor given) {
    OpGraph training = Differentiation.run(Lowering.training(net(test)), true);
    GeneratedMask drawn = new GeneratedMask(training, SEED, 0);
    int layer =
        training.ops().stream()
            .filter(Op.Dropout.class::isInstance)
            .mapToInt(op -> ((Op.Dropout) op).layerIndex())
            .findFirst()
            .orElseThrow();
    int[] result = new int[given.size()];
    for (int sample = 0; sample < samples; sample++) {
      int row = sample;
      for (boolean kept : new boolean[] {true, false}) {
        int[] wanted =
            IntStream.range(row * entries, (row + 1) * entries)
                .filter(i -> given.data()[i] == 1 == kept)
                .toArray();
        int[] free =
            IntStream.range(0, ROW)
                .filter(i -> drawn.keeps(layer, test.number("p"), row, i) == kept)
                .toArray();
        for (int i = 0; i < wanted.length; i++) {
          result[wanted[i]] = row * ROW + free[i];
        }
      }
    }
    return result;
  }

  /** The targets make the case's upstream of the case's outputs. */
  void check(Trainer<Weights> trainer) {
    Tensor targets = test.outputs().get("y").copy();
    for (int i = 0; i < targets.size(); i++) {
      targets.data()[i] -= test.upstream().get("y").data()[i] / 2;
    }
    trainer.initialize(SEED);
    Feed feed = Feed.of(spread(test.inputs().get("x"))).targets(spread(targets));
    GeneratedRun run = GeneratedRun.of(trainer, feed);
    Map<String, Tensor> wanted = Map.of("y", test.outputs().get("y"), "d x", test.grads().get("x"));
    Map<String, Tensor> got = Map.of("y", run.outputs(), "d x", run.inputGradient());
    Comparison comparison = test.comparison();
    wanted.forEach((name, want) -> {
      Tensor whole = spread(want);
      comparison.check(name, whole, got.get(name).reshape(whole.shape()));
    });
  }

  private Tensor spread(Tensor tensor) {
    Tensor result = Tensor.zeros(Shape.of(samples, ROW));
    for (int i = 0; i < places.length; i++) {
      result.data()[places[i]] = tensor.data()[i];
    }
    return result;
  }
}
