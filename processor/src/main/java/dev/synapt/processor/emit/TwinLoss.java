package dev.synapt.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.synapt.processor.graph.LossOptions;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.lower.BasicLossOp;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Losses as calls of the double-precision library. */
final class TwinLoss {

  private TwinLoss() {}

  /** The name of the first loss as the library has it. */
  static String nameOf(OpGraph graph) {
    return graph.ops().stream().flatMap(op -> name(op).stream()).findFirst().orElseThrow();
  }

  private static Optional<String> name(Op op) {
    return switch (op) {
      case LossOp loss -> Optional.of(loss.loss().name());
      case BasicLossOp.SoftmaxCrossEntropy _ -> Optional.of("CROSS_ENTROPY");
      case BasicLossOp.SquaredError _ -> Optional.of("MSE");
      default -> Optional.empty();
    };
  }

  /** Whether an operation is a loss. */
  static boolean isLoss(Op op) {
    return name(op).isPresent();
  }

  /** A loss without settings. */
  static CodeBlock of(CodeBlock x, LossReduction reduction, int channels) {
    return CodeBlock.of("loss($L, $L)", x, settings(reduction, channels, LossOptions.NONE));
  }

  /** A loss with settings, perhaps one of several. */
  static CodeBlock of(CodeBlock x, LossOp op) {
    CodeBlock settings = settings(op.reduction(), op.channels(), op.options());
    return op.slot().isOneOfSeveral()
        ? CodeBlock.of("loss($L, $L, $L)", x, settings, op.slot().index())
        : CodeBlock.of("loss($L, $L)", x, settings);
  }

  /** What names one of several outputs. */
  static CodeBlock output(LossOp op) {
    return CodeBlock.of(
        "output($T.$L, $L, $L, $L)",
        TestingApi.LOSS,
        op.loss().name(),
        op.slot().first(),
        op.slot().columns(),
        op.options().weight());
  }

  private static CodeBlock settings(LossReduction reduction, int channels, LossOptions options) {
    String weights =
        options.classWeights().stream().map(String::valueOf).collect(Collectors.joining(", "));
    CodeBlock ignored =
        options.ignoreLabel().isPresent()
            ? CodeBlock.of("$T.of($L)", OptionalInt.class, options.ignoreLabel().getAsInt())
            : CodeBlock.of("$T.empty()", OptionalInt.class);
    return CodeBlock.of(
        "new $T($L, $L, $L, $L, $T.of($L), $L)",
        TestingApi.LOSS_SETTINGS,
        reduction == LossReduction.MEAN,
        channels,
        options.delta(),
        options.labelSmoothing(),
        List.class,
        weights,
        ignored);
  }
}
