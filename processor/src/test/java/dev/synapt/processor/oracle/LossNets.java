package dev.synapt.processor.oracle;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossOptions;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Expresses the losses' cases with the losses there are. */
public final class LossNets {

  /**
   * A loss's case as a network without layers.
   *
   * @param net the network
   * @param feed its input and labels or targets
   * @param gradient by the input
   */
  public record LossNet(TypedGraph net, Feed feed, Tensor gradient) {}

  private static final double LEAST_LOGARITHM = 100;

  /** PyTorch's constant is in single precision. */
  private static final double LEAST_DIVISOR = 1e-12f;

  private LossNets() {}

  /** The case as a network, or nothing when no loss does what it asks for. */
  public static Optional<LossNet> of(OracleCase test) {
    return switch (test.op()) {
      case "mse" -> Optional.of(numbers(test, LossKind.MSE));
      case "l1" -> Optional.of(numbers(test, LossKind.MAE));
      case "huber" -> Optional.of(numbers(test, LossKind.HUBER));
      case "smooth_l1" -> Optional.of(numbers(test, LossKind.SMOOTH_L1));
      case "kl_div" -> Optional.of(numbers(test, LossKind.KL_DIVERGENCE));
      case "bce" -> Optional.of(probabilities(test));
      case "bce_with_logits" -> Optional.of(numbers(test, LossKind.BINARY_CROSS_ENTROPY));
      case "cross_entropy" -> Optional.of(crossEntropy(test));
      case "nll" -> Optional.of(labels(test, LossKind.NEGATIVE_LOG_LIKELIHOOD));
      default -> Optional.empty();
    };
  }

  /** Only logits of classes keep the shape of an image: to the others an entry is an entry. */
  private static LossNet numbers(OracleCase test, LossKind loss) {
    Tensor target = rows(test.inputs().get("target"));
    Tensor x = rows(test.inputs().get("input"));
    return new LossNet(net(test, x, loss), Feed.of(x).targets(target), test.grads().get("input"));
  }

  /**
   * Probabilities {@code p} as their logits, and the gradient by them as that by the logits: times
   * {@code p (1 - p)}, by which PyTorch divides, but by no less than 1e-12. Its logarithms end at
   * -100, which is the logarithm of the probability of that logit.
   */
  private static LossNet probabilities(OracleCase test) {
    Tensor p = rows(test.inputs().get("input"));
    Tensor logits = p.copy();
    Tensor gradient = rows(test.grads().get("input")).copy();
    for (int i = 0; i < p.size(); i++) {
      double odds = p.data()[i] / (1 - p.data()[i]);
      logits.data()[i] = Math.clamp(Math.log(odds), -LEAST_LOGARITHM, LEAST_LOGARITHM);
      gradient.data()[i] *= Math.max(p.data()[i] * (1 - p.data()[i]), LEAST_DIVISOR);
    }
    Feed feed = Feed.of(logits).targets(rows(test.inputs().get("target")));
    return new LossNet(net(test, logits, LossKind.BINARY_CROSS_ENTROPY), feed, gradient);
  }

  /** Rows with a single one are the same as its index, unless the mean is weighted. */
  private static LossNet crossEntropy(OracleCase test) {
    boolean vector = test.inputs().get("input").shape().rank() == 2;
    return switch (test.text("target_kind")) {
      case "index" -> labels(test, LossKind.CROSS_ENTROPY);
      case "onehot" ->
          vector && !test.flag("class_weights")
              ? labels(test, LossKind.CROSS_ENTROPY)
              : distributions(test);
      case "probabilities" -> distributions(test);
      default -> throw new IllegalArgumentException(test.path());
    };
  }

  private static LossNet labels(OracleCase test, LossKind loss) {
    Tensor x = test.inputs().get("input");
    int[] labels = labels(test.inputs().get("target"), x.shape());
    return new LossNet(net(test, x, loss), Feed.of(x).labels(labels), test.grads().get("input"));
  }

  private static LossNet distributions(OracleCase test) {
    Tensor x = test.inputs().get("input");
    return new LossNet(
        net(test, x, LossKind.SOFT_CROSS_ENTROPY),
        Feed.of(x).targets(rows(test.inputs().get("target"))),
        test.grads().get("input"));
  }

  private static int[] labels(Tensor target, Shape logits) {
    boolean rows = target.shape().equals(logits);
    int[] labels = new int[rows ? target.dim(0) : target.size()];
    for (int n = 0; n < labels.length; n++) {
      labels[n] = rows ? onlyOne(target, n) : (int) target.data()[n];
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
        test.text("reduction").equals("sum") ? LossReduction.SUM : LossReduction.MEAN;
    Shape sample = new Shape(x.shape().dims().subList(1, x.shape().rank()));
    return NetBuilder.input("Case", x.dim(0), sample)
        .field("loss")
        .output(loss, reduction, options(test));
  }

  private static LossOptions options(OracleCase test) {
    String delta = test.has("beta") ? "beta" : "delta";
    return new LossOptions(
        test.has(delta) ? test.number(delta) : 1,
        test.has("label_smoothing") ? test.number("label_smoothing") : 0,
        weights(test),
        test.has("ignore_index")
            ? OptionalInt.of(test.integer("ignore_index"))
            : OptionalInt.empty());
  }

  private static List<Double> weights(OracleCase test) {
    Tensor weights = test.inputs().getOrDefault("weight", test.inputs().get("pos_weight"));
    return weights == null ? List.of() : Arrays.stream(weights.data()).boxed().toList();
  }

  private static Tensor rows(Tensor tensor) {
    return tensor.reshape(Shape.of(tensor.dim(0), tensor.size() / tensor.dim(0)));
  }
}
