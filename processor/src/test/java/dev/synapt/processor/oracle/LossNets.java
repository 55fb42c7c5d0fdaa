package dev.synapt.processor.oracle;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Tensor;
import java.util.Locale;
import java.util.Optional;

/** Expresses the losses' cases with the losses there are. */
public final class LossNets {

  /**
   * A loss's case as a network without layers.
   *
   * @param net the network
   * @param feed its input and labels or targets
   */
  public record LossNet(TypedGraph net, Feed feed) {}

  private LossNets() {}

  /** The case as a network, or nothing when no loss does what it asks for. */
  public static Optional<LossNet> of(OracleCase test) {
    return switch (test.op()) {
      case "mse" -> Optional.of(meanSquaredError(test));
      case "cross_entropy" -> crossEntropy(test);
      default -> Optional.empty();
    };
  }

  private static LossNet meanSquaredError(OracleCase test) {
    Tensor target = rows(test.inputs().get("target"));
    Tensor x = rows(test.inputs().get("input"));
    return new LossNet(net(test, x, LossKind.MSE), Feed.of(x).targets(target));
  }

  /** With class indices; rows with a single one are the same as its index. */
  private static Optional<LossNet> crossEntropy(OracleCase test) {
    Tensor x = test.inputs().get("input");
    boolean plain =
        x.shape().rank() == 2
            && test.number("label_smoothing") == 0
            && !test.flag("class_weights")
            && !test.has("ignore_index")
            && !test.text("target_kind").equals("probabilities");
    return plain
        ? Optional.of(
            new LossNet(
                net(test, x, LossKind.CROSS_ENTROPY),
                Feed.of(x).labels(labels(test.inputs().get("target")))))
        : Optional.empty();
  }

  private static int[] labels(Tensor target) {
    int[] labels = new int[target.dim(0)];
    for (int n = 0; n < labels.length; n++) {
      labels[n] = target.shape().rank() == 1 ? (int) target.data()[n] : onlyOne(target, n);
    }
    return labels;
  }

  private static int onlyOne(Tensor rows, int row) {
    for (int c = 0; c < rows.dim(1); c++) {
      if (rows.data()[row * rows.dim(1) + c] == 1) {
        return c;
      }
    }
    throw new IllegalArgumentException("no class in row " + row + " of " + rows);
  }

  private static TypedGraph net(OracleCase test, Tensor x, LossKind loss) {
    LossReduction reduction =
        LossReduction.valueOf(test.text("reduction").toUpperCase(Locale.ROOT));
    return NetBuilder.input("Case", x.dim(0), Shape.of(x.dim(1)))
        .field("loss")
        .output(loss, reduction);
  }

  private static Tensor rows(Tensor tensor) {
    return tensor.reshape(Shape.of(tensor.dim(0), tensor.size() / tensor.dim(0)));
  }
}
