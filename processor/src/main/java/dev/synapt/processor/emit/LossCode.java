package dev.synapt.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossOptions;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.lower.OpGraph;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.Modifier;

/**
 * What generated code says about losses: their settings as constants, what labels a batch must
 * have, and what predictions cost.
 */
final class LossCode {

  private LossCode() {}

  /** The constants of the losses that have settings, or that the runtime has as objects. */
  static List<FieldSpec> fields(OpGraph graph) {
    return graph.ops().stream()
        .filter(LossOp.class::isInstance)
        .map(op -> field((LossOp) op, graph))
        .toList();
  }

  private static FieldSpec field(LossOp op, OpGraph graph) {
    int positions = graph.shape(op.x()).size() / op.channels();
    CodeBlock value = value(op.loss(), op.options(), op.channels(), positions);
    return FieldSpec.builder(
            op.loss().hasClasses() ? RuntimeApi.CLASS_LOSS : RuntimeApi.ENTRY_LOSS,
            op.constant(),
            Modifier.STATIC,
            Modifier.FINAL)
        .addJavadoc("The loss of {@code $L}.\n", op.origin().field())
        .initializer(value)
        .build();
  }

  private static CodeBlock value(LossKind loss, LossOptions options, int channels, int positions) {
    return loss.hasClasses()
        ? classes(loss, options, channels, positions)
        : entries(loss, options, positions);
  }

  /** The network's argument: what its predictions cost. */
  static CodeBlock prediction(Layer.Output output, Shape shape) {
    LossKind loss = output.loss();
    CodeBlock value =
        value(loss, output.options(), shape.channels(), shape.size() / shape.channels());
    boolean summed = output.reduction() == LossReduction.SUM;
    return CodeBlock.of(
        "$T.$L($L)$L", RuntimeApi.PREDICTION_LOSS, factory(loss), value, summed ? ".summed()" : "");
  }

  private static String factory(LossKind loss) {
    if (loss.hasClasses()) {
      return loss.hasLabels() ? "ofLabels" : "ofDistributions";
    }
    return loss == LossKind.KL_DIVERGENCE ? "ofSamples" : "ofEntries";
  }

  private static CodeBlock classes(
      LossKind loss, LossOptions options, int channels, int positions) {
    boolean logits = loss.appliesSoftmax();
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add(
                "$T.$L($L, $L)",
                RuntimeApi.CLASS_LOSS,
                logits ? "ofLogits" : "ofLogProbabilities",
                channels,
                positions);
    if (options.labelSmoothing() > 0) {
      code.add(".smoothing($Lf)", (float) options.labelSmoothing());
    }
    if (!options.classWeights().isEmpty()) {
      code.add(".weights($L)", floats(options));
    }
    options.ignoreLabel().ifPresent(label -> code.add(".ignoring($L)", label));
    return code.build();
  }

  private static CodeBlock entries(LossKind loss, LossOptions options, int positions) {
    float delta = (float) options.delta();
    CodeBlock call =
        switch (loss) {
          case MSE -> CodeBlock.of("squaredError()");
          case MAE -> CodeBlock.of("absoluteError()");
          case HUBER -> CodeBlock.of("huber($Lf)", delta);
          case SMOOTH_L1 -> CodeBlock.of("smoothL1($Lf)", delta);
          case KL_DIVERGENCE -> CodeBlock.of("klDivergence()");
          case HINGE -> CodeBlock.of("hinge()");
          case BINARY_CROSS_ENTROPY ->
              CodeBlock.of(
                  "binaryCrossEntropy($L$L)",
                  positions,
                  options.classWeights().isEmpty() ? "" : ", " + floats(options));
          default -> throw new IllegalArgumentException(loss.toString());
        };
    return CodeBlock.of("$T.$L", RuntimeApi.ENTRY_LOSS, call);
  }

  private static String floats(LossOptions options) {
    return String.join(
        ", ", options.classWeights().stream().map(w -> w.floatValue() + "f").toList());
  }

  /**
   * One of several outputs.
   *
   * @param first where its results begin in a row
   */
  static CodeBlock spec(Layer.Output output, LossOp op, OpGraph training, int first) {
    int size = training.shape(op.x()).size();
    CodeBlock labels =
        output.loss().hasLabels()
            ? CodeBlock.of("$T.of($L)", Optional.class, labelSpec(output, op, training))
            : CodeBlock.of("$T.empty()", Optional.class);
    return CodeBlock.of(
        "new $T($S, $L, $L, $L, $L, $Lf, $L, $L)",
        RuntimeApi.OUTPUT_SPEC,
        output.field(),
        first,
        size,
        op.slot().first(),
        op.slot().columns(),
        (float) output.options().weight(),
        labels,
        names(output));
  }

  /** The names of the classes as a list. */
  static CodeBlock names(Layer.Output output) {
    return CodeBlock.of(
        "$T.of($L)",
        List.class,
        output.labels().stream()
            .map(label -> CodeBlock.of("$S", label))
            .collect(CodeBlock.joining(", ")));
  }

  /**
   * The trainer's argument: whether there are labels, or what they must be where that is not one
   * class per sample.
   */
  static CodeBlock labels(Layer.Output output, OpGraph training) {
    LossKind loss = output.loss();
    Optional<LossOp> op =
        training.ops().stream()
            .filter(LossOp.class::isInstance)
            .map(LossOp.class::cast)
            .findFirst();
    if (!loss.hasLabels() || op.isEmpty()) {
      return CodeBlock.of("$L", loss.hasLabels());
    }
    return CodeBlock.of("$T.of($L)", Optional.class, labelSpec(output, op.get(), training));
  }

  private static CodeBlock labelSpec(Layer.Output output, LossOp op, OpGraph training) {
    int channels = op.channels();
    OptionalInt ignored = output.options().ignoreLabel();
    return CodeBlock.of(
        "new $T($L, $L, $T.$L)",
        RuntimeApi.LABEL_SPEC,
        training.shape(op.x()).size() / channels,
        channels,
        OptionalInt.class,
        ignored.isPresent() ? "of(" + ignored.getAsInt() + ")" : "empty()");
  }
}
