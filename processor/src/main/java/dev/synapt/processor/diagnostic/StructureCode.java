package dev.synapt.processor.diagnostic;

import static dev.synapt.processor.diagnostic.Wording.error;

/**
 * Mistakes in how a network is declared: its class and fields, what stands on them, what they read,
 * blocks and reuse. Found before any shape is known.
 */
public enum StructureCode implements DiagnosticCode {
  /** Arguments: model, what it is, how to declare it instead. */
  MODEL_CLASS_NOT_USABLE(
      error("ModelClassNotUsable", "%1$s cannot be a network: it is %2$s", "%3$s")),
  /** Arguments: model, one of the layers, the class that declares it. */
  LAYERS_INHERITED(
      error(
          "LayersInherited",
          "%1$s inherits layers, as %2$s of %3$s, and only layers of its own belong to a network",
          "declare %2$s in %1$s, and extend no class with layers")),
  /** Arguments: class. */
  NETWORK_MISSING(
      error(
          "NetworkMissing",
          "%1$s has layers but is no network, so nothing is generated from it",
          "write @Network(input = ...) in front of %1$s")),
  /** Arguments: model. */
  NETWORK_WITHOUT_LAYERS(
      error(
          "NetworkWithoutLayers",
          "%1$s has no layers",
          "declare fields such as @Dense(units = 1) @Output(loss = Loss.MSE) Layer result")),
  /** Arguments: model. */
  NOTHING_TO_TRAIN(
      error(
          "NothingToTrain",
          "%1$s has no layer with weights, so there is nothing to train",
          "add a layer such as @Dense(units = 10)")),
  /** Arguments: model. */
  EVERYTHING_FROZEN(
      error(
          "EverythingFrozen",
          "%1$s has weights on frozen fields only, so there is nothing to train",
          "remove @Frozen from one of them, as from the last")),
  /** Arguments: field. */
  NOTHING_TO_FREEZE(
      error(
          "NothingToFreeze",
          "%1$s: nothing on this field has weights that could stay as they are",
          "remove @Frozen, or write it on the field with the weights")),
  /** Arguments: field, annotation beside {@code @Reuse}. */
  REUSE_NOT_ALONE(
      error(
          "ReuseNotAlone",
          "%1$s: %2$s stands beside @Reuse, whose layers are those of the field it names",
          "move %2$s to a field of its own; only @From may stand there")),
  /** Arguments: field, field that is reused. */
  REUSE_WITHOUT_WEIGHTS(
      error(
          "ReuseWithoutWeights",
          "%1$s: %2$s has no weights that could be shared",
          "write the annotations of %2$s once more, or name a field with weights")),
  /** Arguments: field, field that is reused, its annotation. */
  REUSE_NOT_POSSIBLE(
      error(
          "ReuseNotPossible",
          "%1$s: %2$s cannot be applied to another input, because of its %3$s",
          "put the layers with weights on a field of their own, and reuse that")),
  /** Arguments: field, field that is reused. */
  REUSE_OF_BATCH_NORM(
      error(
          "ReuseOfBatchNorm",
          "%1$s: the batch norm of %2$s has one running mean, which two uses would move in turn",
          "@LayerNorm or @GroupNorm in its place, or @Frozen on %2$s")),
  /** Arguments: field, its annotation, its type. */
  FIELD_NOT_A_LAYER(
      error(
          "FieldNotALayer",
          "%1$s: %2$s stands on a field of type %3$s",
          "declare it as dev.synapt.dsl.Layer")),
  /** Arguments: field. */
  LAYER_WITHOUT_ANNOTATION(
      error(
          "LayerWithoutAnnotation",
          "%1$s: nothing says what this layer does",
          "put an annotation such as @Dense or @Conv2d on it, or remove the field")),
  /** Arguments: model. */
  INPUT_MISSING(
      error(
          "InputMissing",
          "%1$s does not say what its input is",
          "write @Network(input = {channels, height, width}), or begin with a field @Input(shape ="
              + " ...)")),
  /** Arguments: field, where the input was given before. */
  INPUT_TWICE(
      error(
          "InputTwice",
          "%1$s: the input is given a second time, after %2$s",
          "keep one of the two")),
  /** Arguments: field, the first field. */
  INPUT_NOT_FIRST(
      error(
          "InputNotFirst",
          "%1$s: the input comes after %2$s",
          "move %1$s in front of all other layers")),
  /** Arguments: field, the other annotation. */
  INPUT_NOT_ALONE(
      error(
          "InputNotAlone",
          "%1$s: %2$s stands on the field of the @Input",
          "move %2$s to a field of its own behind %1$s")),
  /** Arguments: model, its last field. */
  OUTPUT_MISSING(
      error(
          "OutputMissing",
          "%1$s has no output",
          "put @Output(loss = ...) behind the other annotations of the last layer, %2$s")),
  /** Arguments: field. */
  OUTPUT_WEIGHT_ALONE(
      error(
          "OutputWeightAlone",
          "%1$s: a weight counts beside other outputs only, and there is no other",
          "remove weight, and choose the learning rate for the loss as it is")),
  /** Arguments: field, its reduction, that of the first output, the first output. */
  OUTPUT_REDUCTIONS_DIFFER(
      error(
          "OutputReductionsDiffer",
          "%1$s: a loss with reduction = %2$s cannot be added to that of %4$s with reduction = %3$s",
          "reduction = %3$s here too, with a weight that makes up for it")),
  /** Arguments: field, the annotation behind it. */
  OUTPUT_NOT_LAST(
      error(
          "OutputNotLast",
          "%1$s: %2$s comes after @Output",
          "write @Output as the last annotation of %1$s")),
  /** Arguments: field, the field of the output. */
  LAYER_AFTER_OUTPUT(
      error(
          "LayerAfterOutput",
          "%1$s: this layer comes after the output, %2$s",
          "move it in front of %2$s, move @Output to it, or begin it with @From where a further output follows")),
  /** Arguments: field, one annotation, the other, what they both are. */
  SAME_KIND_TWICE(
      error(
          "SameKindTwice",
          "%1$s: %2$s and %3$s are both %4$s, and a field takes one",
          "keep one of them, or move %3$s to a field of its own")),
  /** Arguments: field, annotation, the annotation in front of it. */
  SOURCE_NOT_FIRST(
      error(
          "SourceNotFirst",
          "%1$s: %2$s says what the field reads, and so what %3$s makes in front of it would be lost",
          "move %2$s in front, or to a field of its own")),
  /** Arguments: field, name, question whether another one was meant, the names there are. */
  LAYER_UNKNOWN(error("LayerUnknown", "%1$s: there is no layer %2$s%3$s", "name one of: %4$s")),
  /** Arguments: field, name. */
  LAYER_READ_TOO_EARLY(
      error(
          "LayerReadTooEarly",
          "%1$s: %2$s comes later, and a layer reads earlier ones only",
          "move %2$s in front of %1$s, or name an earlier layer")),
  /** Arguments: field. */
  LAYER_READS_ITSELF(
      error("LayerReadsItself", "%1$s: the layer reads itself", "name an earlier layer")),
  /** Arguments: field, the layers in front of it that are there for it alone. */
  LAYER_NEVER_READ(
      error(
          "LayerNeverRead",
          "%1$s: no layer reads it, so it would be computed for nothing%2$s",
          "name %1$s in the @From, @Add, @Concat or the like of a later layer, or remove it")),
  /** Arguments: field, annotation, number of names. */
  TOO_FEW_TO_MERGE(
      error(
          "TooFewToMerge",
          "%1$s: %2$s names %3$s of the two layers or more that it takes",
          "name another one, or write @From for a single layer")),
  /** Arguments: field, another field, what both become. */
  NAMES_CLASH(
      error(
          "NamesClash",
          "%1$s and %2$s are both called %3$s in generated code",
          "rename one of the two")),
  /** Arguments: field, class. */
  NOT_A_BLOCK(error("NotABlock", "%1$s: %2$s is no block", "write @Block in front of class %2$s")),
  /** Arguments: field, block. */
  BLOCK_IN_ITSELF(
      error(
          "BlockInItself",
          "%1$s: %2$s contains itself, and would never end",
          "repeat another block here")),
  /** Arguments: field, block. */
  BLOCK_WITHOUT_LAYERS(
      error(
          "BlockWithoutLayers",
          "%1$s: %2$s has no layers",
          "declare fields such as @Dense(units = 8) Layer a in it")),
  /** Arguments: field, annotation, block. */
  NOT_IN_A_BLOCK(
      error(
          "NotInABlock",
          "%1$s: %2$s stands in a block, %3$s, which has neither input nor output",
          "move %2$s to a field of the network")),
  /** Arguments: field, number of times, most times. */
  TOO_MANY_TIMES(
      error(
          "TooManyTimes",
          "%1$s: a block %2$s times over is more than the %3$s that code is generated for",
          "repeat it at most %3$s times")),
  /** Arguments: field, block, arguments taken, attribute, arguments given, number taken. */
  ARGUMENT_COUNT(
      error(
          "ArgumentCount",
          "%1$s: %2$s takes %3$s, but %4$s has %5$s",
          "write %6$s in %4$s, one for each from Arg.FIRST on that %2$s uses")),
  /** Arguments: field, argument. */
  ARGUMENT_OUTSIDE_BLOCK(
      error(
          "ArgumentOutsideBlock",
          "%1$s: %2$s stands for an argument of a block, and here is none",
          "write a number, or move the field to a class with @Block"));

  private final Wording wording;

  StructureCode(Wording wording) {
    this.wording = wording;
  }

  @Override
  public Wording wording() {
    return wording;
  }
}
