package dev.synapt.processor.source;

import dev.synapt.dsl.Add;
import dev.synapt.dsl.AvgPool2d;
import dev.synapt.dsl.BatchNorm;
import dev.synapt.dsl.Concat;
import dev.synapt.dsl.Conv2d;
import dev.synapt.dsl.Dense;
import dev.synapt.dsl.Dropout;
import dev.synapt.dsl.Flatten;
import dev.synapt.dsl.From;
import dev.synapt.dsl.Frozen;
import dev.synapt.dsl.GlobalAvgPool;
import dev.synapt.dsl.Init;
import dev.synapt.dsl.Input;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.MaxPool2d;
import dev.synapt.dsl.MaxUnpool2d;
import dev.synapt.dsl.Multiply;
import dev.synapt.dsl.Output;
import dev.synapt.dsl.Padding;
import dev.synapt.dsl.Reduction;
import dev.synapt.dsl.Relu;
import dev.synapt.dsl.Repeat;
import dev.synapt.dsl.Reshape;
import dev.synapt.dsl.Reuse;
import dev.synapt.dsl.Shortcut;
import dev.synapt.dsl.ShortcutKind;
import dev.synapt.dsl.Sigmoid;
import dev.synapt.dsl.Softmax;
import dev.synapt.dsl.SpatialDropout;
import dev.synapt.dsl.Tanh;
import dev.synapt.processor.declaration.LossValues;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.declaration.TopologyDeclaration;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of layer annotations: which record each one becomes. */
final class StageReader {

  private static final Map<String, StageEntry> ENTRIES =
      Stream.of(
              common(),
              ActivationStages.entries(),
              AxesStages.entries(),
              NormStages.entries(),
              SequenceStages.entries())
          .flatMap(Function.identity())
          .collect(
              Collectors.toUnmodifiableMap(
                  entry -> entry.annotation().getCanonicalName(), Function.identity()));

  private StageReader() {}

  private static Stream<StageEntry> common() {
    return Stream.of(
        new StageEntry(Input.class, (v, at) -> new StageDeclaration.Input(v.integers("shape"), at)),
        new StageEntry(Dense.class, StageReader::dense),
        new StageEntry(Conv2d.class, StageReader::conv2d),
        new StageEntry(MaxPool2d.class, StageReader::maxPool2d),
        new StageEntry(AvgPool2d.class, StageReader::avgPool2d),
        new StageEntry(BatchNorm.class, StageReader::batchNorm),
        new StageEntry(
            Dropout.class, (v, at) -> new StageDeclaration.Dropout(v.number("value"), at)),
        new StageEntry(
            SpatialDropout.class,
            (v, at) -> new StageDeclaration.SpatialDropout(v.number("value"), at)),
        new StageEntry(
            MaxUnpool2d.class, (v, at) -> new TopologyDeclaration.MaxUnpool2d(v.text("of"), at)),
        new StageEntry(Frozen.class, (v, at) -> new StageDeclaration.Frozen(at)),
        new StageEntry(Flatten.class, (v, at) -> new StageDeclaration.Flatten(at)),
        new StageEntry(
            Reshape.class, (v, at) -> new StageDeclaration.Reshape(v.integers("value"), at)),
        new StageEntry(Relu.class, (v, at) -> new StageDeclaration.Relu(at)),
        new StageEntry(Sigmoid.class, (v, at) -> new StageDeclaration.Sigmoid(at)),
        new StageEntry(Tanh.class, (v, at) -> new StageDeclaration.Tanh(at)),
        new StageEntry(Softmax.class, (v, at) -> new StageDeclaration.Softmax(at)),
        new StageEntry(From.class, (v, at) -> new TopologyDeclaration.From(v.text("value"), at)),
        new StageEntry(Reuse.class, (v, at) -> new TopologyDeclaration.Reuse(v.text("value"), at)),
        new StageEntry(Add.class, merge(TopologyDeclaration.Merge.Kind.ADD)),
        new StageEntry(Multiply.class, merge(TopologyDeclaration.Merge.Kind.MULTIPLY)),
        new StageEntry(
            Concat.class,
            (v, at) ->
                new TopologyDeclaration.Merge(
                    TopologyDeclaration.Merge.Kind.CONCAT,
                    v.strings("value"),
                    v.integer("axis"),
                    at)),
        new StageEntry(Shortcut.class, StageReader::shortcut),
        new StageEntry(GlobalAvgPool.class, (v, at) -> new TopologyDeclaration.GlobalAvgPool(at)),
        new StageEntry(Output.class, StageReader::output));
  }

  /** Whether an annotation of this qualified name is a layer annotation. */
  static boolean isStage(String annotation) {
    return ENTRIES.containsKey(annotation) || isRepeat(annotation);
  }

  /** Whether an annotation of this qualified name is {@code @Repeat}, which names another class. */
  static boolean isRepeat(String annotation) {
    return annotation.equals(Repeat.class.getCanonicalName());
  }

  /**
   * Reads one layer annotation.
   *
   * @param annotation its qualified name, for which {@link #isStage} holds and {@link #isRepeat}
   *     does not
   * @throws AnnotationReader.UnresolvedException if a value cannot be resolved yet
   */
  static StageDeclaration read(String annotation, AnnotationReader values, SourceRef at) {
    return ENTRIES.get(annotation).read().apply(values, at);
  }

  private static StageDeclaration dense(AnnotationReader values, SourceRef at) {
    return new StageDeclaration.Dense(
        values.integer("units"), values.flag("bias"), values.constant("init", Init.class), at);
  }

  private static BiFunction<AnnotationReader, SourceRef, StageDeclaration> merge(
      TopologyDeclaration.Merge.Kind kind) {
    return (values, at) -> new TopologyDeclaration.Merge(kind, values.strings("value"), 0, at);
  }

  private static StageDeclaration conv2d(AnnotationReader values, SourceRef at) {
    return new StageDeclaration.Conv2d(
        values.integer("filters"),
        values.integers("kernel"),
        values.integers("stride"),
        values.integers("dilation"),
        values.constant("padding", Padding.class),
        values.integers("pad"),
        values.integer("groups"),
        values.flag("bias"),
        values.constant("init", Init.class),
        at);
  }

  private static StageDeclaration maxPool2d(AnnotationReader values, SourceRef at) {
    return new StageDeclaration.MaxPool2d(
        values.integers("value"),
        values.integers("stride"),
        values.integers("dilation"),
        values.constant("padding", Padding.class),
        values.integers("pad"),
        at);
  }

  private static StageDeclaration avgPool2d(AnnotationReader values, SourceRef at) {
    return new StageDeclaration.AvgPool2d(
        values.integers("value"),
        values.integers("stride"),
        values.constant("padding", Padding.class),
        values.integers("pad"),
        values.flag("countPadding"),
        at);
  }

  private static StageDeclaration batchNorm(AnnotationReader values, SourceRef at) {
    return new StageDeclaration.BatchNorm(values.number("epsilon"), values.number("momentum"), at);
  }

  private static StageDeclaration shortcut(AnnotationReader values, SourceRef at) {
    ShortcutKind kind = values.constant("kind", ShortcutKind.class);
    return new TopologyDeclaration.Shortcut(values.text("from"), kind, at);
  }

  private static StageDeclaration output(AnnotationReader values, SourceRef at) {
    return new StageDeclaration.Output(
        values.constant("loss", Loss.class),
        values.constant("reduction", Reduction.class),
        values.strings("labels"),
        new LossValues(
            values.number("delta"),
            values.number("labelSmoothing"),
            values.numbers("classWeights"),
            values.integers("ignoreLabel"),
            values.number("weight")),
        at);
  }
}
