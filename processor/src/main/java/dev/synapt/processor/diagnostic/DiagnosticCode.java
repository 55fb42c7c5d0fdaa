package dev.synapt.processor.diagnostic;

import java.util.Locale;

/**
 * Every mistake that can be reported. The tag is stable: builds and documentation may search for
 * it. Message and fix are templates over the same arguments, so that no mistake can be reported
 * without a way out.
 */
public enum DiagnosticCode {
  /** Arguments: model, what it is, how to declare it instead. */
  MODEL_CLASS_NOT_USABLE(
      "ModelClassNotUsable", Severity.ERROR, "%1$s cannot be a network: it is %2$s", "%3$s"),
  /** Arguments: model, one of the layers, the class that declares it. */
  LAYERS_INHERITED(
      "LayersInherited",
      Severity.ERROR,
      "%1$s inherits layers, as %2$s of %3$s, and only layers of its own belong to a network",
      "declare %2$s in %1$s, and extend no class with layers"),
  /** Arguments: model, generated classes. */
  GENERATED_NAME_TAKEN(
      "GeneratedNameTaken",
      Severity.ERROR,
      "%1$s: there is already what is to be generated: %2$s",
      "rename the one or the other; keep files generated earlier out of the sources"),
  /** Arguments: class. */
  NETWORK_MISSING(
      "NetworkMissing",
      Severity.ERROR,
      "%1$s has layers but is no network, so nothing is generated from it",
      "write @Network(input = ...) in front of %1$s"),
  /** Arguments: model. */
  NETWORK_WITHOUT_LAYERS(
      "NetworkWithoutLayers",
      Severity.ERROR,
      "%1$s has no layers",
      "declare fields such as @Dense(units = 1) @Output(loss = Loss.MSE) Layer result"),
  /** Arguments: model. */
  NOTHING_TO_TRAIN(
      "NothingToTrain",
      Severity.ERROR,
      "%1$s has no layer with weights, so there is nothing to train",
      "add a layer such as @Dense(units = 10)"),
  /** Arguments: model. */
  EVERYTHING_FROZEN(
      "EverythingFrozen",
      Severity.ERROR,
      "%1$s has weights on frozen fields only, so there is nothing to train",
      "remove @Frozen from one of them, as from the last"),
  /** Arguments: field. */
  NOTHING_TO_FREEZE(
      "NothingToFreeze",
      Severity.ERROR,
      "%1$s: nothing on this field has weights that could stay as they are",
      "remove @Frozen, or write it on the field with the weights"),
  /** Arguments: field, annotation beside {@code @Reuse}. */
  REUSE_NOT_ALONE(
      "ReuseNotAlone",
      Severity.ERROR,
      "%1$s: %2$s stands beside @Reuse, whose layers are those of the field it names",
      "move %2$s to a field of its own; only @From may stand there"),
  /** Arguments: field, field that is reused. */
  REUSE_WITHOUT_WEIGHTS(
      "ReuseWithoutWeights",
      Severity.ERROR,
      "%1$s: %2$s has no weights that could be shared",
      "write the annotations of %2$s once more, or name a field with weights"),
  /** Arguments: field, field that is reused, its annotation. */
  REUSE_NOT_POSSIBLE(
      "ReuseNotPossible",
      Severity.ERROR,
      "%1$s: %2$s cannot be applied to another input, because of its %3$s",
      "put the layers with weights on a field of their own, and reuse that"),
  /** Arguments: field, field that is reused. */
  REUSE_OF_BATCH_NORM(
      "ReuseOfBatchNorm",
      Severity.ERROR,
      "%1$s: the batch norm of %2$s has one running mean, which two uses would move in turn",
      "@LayerNorm or @GroupNorm in its place, or @Frozen on %2$s"),
  /** Arguments: field, layer whose weights they are, what they are for, what arrives. */
  REUSE_SHAPES_DIFFER(
      "ReuseShapesDiffer",
      Severity.ERROR,
      "%1$s: the weights of %2$s are for %3$s, and %4$s arrive",
      "bring what arrives to %3$s, or give %1$s layers of its own"),
  /** Arguments: field, its annotation, its type. */
  FIELD_NOT_A_LAYER(
      "FieldNotALayer",
      Severity.ERROR,
      "%1$s: %2$s stands on a field of type %3$s",
      "declare it as dev.synapt.dsl.Layer"),
  /** Arguments: field. */
  LAYER_WITHOUT_ANNOTATION(
      "LayerWithoutAnnotation",
      Severity.ERROR,
      "%1$s: nothing says what this layer does",
      "put an annotation such as @Dense or @Conv2d on it, or remove the field"),

  /** Arguments: model. */
  INPUT_MISSING(
      "InputMissing",
      Severity.ERROR,
      "%1$s does not say what its input is",
      "write @Network(input = {channels, height, width}), or begin with a field @Input(shape ="
          + " ...)"),
  /** Arguments: field, where the input was given before. */
  INPUT_TWICE(
      "InputTwice",
      Severity.ERROR,
      "%1$s: the input is given a second time, after %2$s",
      "keep one of the two"),
  /** Arguments: field, the first field. */
  INPUT_NOT_FIRST(
      "InputNotFirst",
      Severity.ERROR,
      "%1$s: the input comes after %2$s",
      "move %1$s in front of all other layers"),
  /** Arguments: field, the other annotation. */
  INPUT_NOT_ALONE(
      "InputNotAlone",
      Severity.ERROR,
      "%1$s: %2$s stands on the field of the @Input",
      "move %2$s to a field of its own behind %1$s"),

  /** Arguments: model, its last field. */
  OUTPUT_MISSING(
      "OutputMissing",
      Severity.ERROR,
      "%1$s has no output",
      "put @Output(loss = ...) behind the other annotations of the last layer, %2$s"),
  /** Arguments: field. */
  OUTPUT_WEIGHT_ALONE(
      "OutputWeightAlone",
      Severity.ERROR,
      "%1$s: a weight counts beside other outputs only, and there is no other",
      "remove weight, and choose the learning rate for the loss as it is"),
  /** Arguments: field, its reduction, that of the first output, the first output. */
  OUTPUT_REDUCTIONS_DIFFER(
      "OutputReductionsDiffer",
      Severity.ERROR,
      "%1$s: a loss with reduction = %2$s cannot be added to that of %4$s with reduction = %3$s",
      "reduction = %3$s here too, with a weight that makes up for it"),
  /** Arguments: field, the annotation behind it. */
  OUTPUT_NOT_LAST(
      "OutputNotLast",
      Severity.ERROR,
      "%1$s: %2$s comes after @Output",
      "write @Output as the last annotation of %1$s"),
  /** Arguments: field, the field of the output. */
  LAYER_AFTER_OUTPUT(
      "LayerAfterOutput",
      Severity.ERROR,
      "%1$s: this layer comes after the output, %2$s",
      "move it in front of %2$s, move @Output to it, or begin it with @From where a further output follows"),
  /** Arguments: field, one annotation, the other, what they both are. */
  SAME_KIND_TWICE(
      "SameKindTwice",
      Severity.ERROR,
      "%1$s: %2$s and %3$s are both %4$s, and a field takes one",
      "keep one of them, or move %3$s to a field of its own"),

  /** Arguments: field, annotation, the annotation in front of it. */
  SOURCE_NOT_FIRST(
      "SourceNotFirst",
      Severity.ERROR,
      "%1$s: %2$s says what the field reads, and so what %3$s makes in front of it would be lost",
      "move %2$s in front, or to a field of its own"),
  /** Arguments: field, name, question whether another one was meant, the names there are. */
  LAYER_UNKNOWN(
      "LayerUnknown", Severity.ERROR, "%1$s: there is no layer %2$s%3$s", "name one of: %4$s"),
  /** Arguments: field, name. */
  LAYER_READ_TOO_EARLY(
      "LayerReadTooEarly",
      Severity.ERROR,
      "%1$s: %2$s comes later, and a layer reads earlier ones only",
      "move %2$s in front of %1$s, or name an earlier layer"),
  /** Arguments: field. */
  LAYER_READS_ITSELF(
      "LayerReadsItself",
      Severity.ERROR,
      "%1$s: the layer reads itself",
      "name an earlier layer"),
  /** Arguments: field. */
  LAYER_NEVER_READ(
      "LayerNeverRead",
      Severity.ERROR,
      "%1$s: no layer reads it, so it would be computed for nothing",
      "name %1$s in the @From, @Add, @Concat or the like of a later layer, or remove it"),
  /** Arguments: field, annotation, number of names. */
  TOO_FEW_TO_MERGE(
      "TooFewToMerge",
      Severity.ERROR,
      "%1$s: %2$s names %3$s of the two layers or more that it takes",
      "name another one, or write @From for a single layer"),
  /** Arguments: field, another field, what both become. */
  NAMES_CLASH(
      "NamesClash",
      Severity.ERROR,
      "%1$s and %2$s are both called %3$s in generated code",
      "rename one of the two"),
  /** Arguments: field, class. */
  NOT_A_BLOCK(
      "NotABlock",
      Severity.ERROR,
      "%1$s: %2$s is no block",
      "write @Block in front of class %2$s"),
  /** Arguments: field, block. */
  BLOCK_IN_ITSELF(
      "BlockInItself",
      Severity.ERROR,
      "%1$s: %2$s contains itself, and would never end",
      "repeat another block here"),
  /** Arguments: field, block. */
  BLOCK_WITHOUT_LAYERS(
      "BlockWithoutLayers",
      Severity.ERROR,
      "%1$s: %2$s has no layers",
      "declare fields such as @Dense(units = 8) Layer a in it"),
  /** Arguments: field, annotation, block. */
  NOT_IN_A_BLOCK(
      "NotInABlock",
      Severity.ERROR,
      "%1$s: %2$s stands in a block, %3$s, which has neither input nor output",
      "move %2$s to a field of the network"),
  /** Arguments: field, number of times, most times. */
  TOO_MANY_TIMES(
      "TooManyTimes",
      Severity.ERROR,
      "%1$s: a block %2$s times over is more than the %3$s that code is generated for",
      "repeat it at most %3$s times"),
  /** Arguments: field, block, arguments taken, attribute, arguments given, number taken. */
  ARGUMENT_COUNT(
      "ArgumentCount",
      Severity.ERROR,
      "%1$s: %2$s takes %3$s, but %4$s has %5$s",
      "write %6$s in %4$s, one for each from Arg.FIRST on that %2$s uses"),
  /** Arguments: field, argument. */
  ARGUMENT_OUTSIDE_BLOCK(
      "ArgumentOutsideBlock",
      Severity.ERROR,
      "%1$s: %2$s stands for an argument of a block, and here is none",
      "write a number, or move the field to a class with @Block"),
  /** Arguments: field, first layer, its shape, other layer, its shape, axes, way out. */
  ADD_SHAPES_DIFFER(
      "AddShapesDiffer",
      Severity.ERROR,
      "%1$s: cannot add %2$s %3$s and %4$s %5$s (%6$s)",
      "%7$s"),
  /** Arguments: field, first layer, its shape, other layer, its shape, axes, way out. */
  MULTIPLY_SHAPES_DIFFER(
      "MultiplyShapesDiffer",
      Severity.ERROR,
      "%1$s: cannot multiply %2$s %3$s by %4$s %5$s (%6$s)",
      "%7$s"),
  /** Arguments: field, first layer, its shape, other layer, its shape, axes, way out. */
  CONCAT_SHAPES_DIFFER(
      "ConcatShapesDiffer",
      Severity.ERROR,
      "%1$s: cannot put %2$s %3$s and %4$s %5$s side by side (%6$s)",
      "%7$s"),
  /** Arguments: field, earlier layer, its shape, shape that arrives, way out. */
  SHORTCUT_SHAPES_DIFFER(
      "ShortcutShapesDiffer",
      Severity.ERROR,
      "%1$s: cannot add %2$s %3$s to %4$s",
      "%5$s"),

  /** Arguments: field, what was written, what it must be, what to write instead. */
  VALUE_OUT_OF_RANGE(
      "ValueOutOfRange",
      Severity.ERROR,
      "%1$s: %2$s is out of range, it must be %3$s",
      "write %4$s"),
  /** Arguments: field, attribute, number of values, what it takes. */
  ARRAY_LENGTH(
      "ArrayLength", Severity.ERROR, "%1$s: %2$s has %3$s, but it takes %4$s", "write %4$s"),
  /** Arguments: field, padding, the amounts. */
  PADDING_AND_PAD(
      "PaddingAndPad",
      Severity.ERROR,
      "%1$s: padding = %2$s computes the padding, and pad = %3$s sets it",
      "keep one of the two"),

  /** Arguments: field, annotation, shape. */
  INPUT_RANK(
      "InputRank",
      Severity.ERROR,
      "%1$s: %2$s works on images [C,H,W], but its input is %3$s",
      "give the network an input of {channels, height, width}, and put %2$s before any @Dense"),
  /** Arguments: field, annotation, what it works on, shape. */
  INPUT_AXES(
      "InputAxes",
      Severity.ERROR,
      "%1$s: %2$s works on %3$s, but its input is %4$s",
      "give the network an input of that form, or take the layer for %4$s"),
  /** Arguments: field. */
  EMBEDDING_NOT_FIRST(
      "EmbeddingNotFirst",
      Severity.ERROR,
      "%1$s: @Embedding looks up token ids, which only the network's input has",
      "put it first, or read the input by @From"),
  /** Arguments: field, heads, channels, numbers that divide them. */
  HEADS_DO_NOT_DIVIDE(
      "HeadsDoNotDivide",
      Severity.ERROR,
      "%1$s: %2$s heads do not divide a width of %3$s channels",
      "one of %4$s heads"),
  /** Arguments: field, groups, channels, filters. */
  GROUPS_DO_NOT_DIVIDE(
      "GroupsDoNotDivide",
      Severity.ERROR,
      "%1$s: %2$s groups do not divide %3$s channels and %4$s filters",
      "a number of groups that divides both"),
  /** Arguments: field, name. */
  UNPOOL_OF_NO_POOL(
      "UnpoolOfNoPool",
      Severity.ERROR,
      "%1$s: %2$s has no @MaxPool2d to undo, one whose taps are next to each other",
      "name a field with @MaxPool2d"),
  /** Arguments: field, shape that arrives, pooling, its shape. */
  UNPOOL_SHAPES_DIFFER(
      "UnpoolShapesDiffer",
      Severity.ERROR,
      "%1$s: %2$s cannot go back to where %3$s took its %4$s from",
      "bring what arrives to %4$s, or name another pooling"),
  /** Arguments: field, pooling, window, stride. */
  UNPOOL_OF_OVERLAPS(
      "UnpoolOfOverlaps",
      Severity.ERROR,
      "%1$s: the windows of %2$s, %3$s with stride %4$s, overlap and may have a maximum in common",
      "give the pooling stride = %3$s or more"),
  /** Arguments: field, groups, channels. */
  NORM_GROUPS(
      "NormGroups",
      Severity.ERROR,
      "%1$s: %2$s groups do not divide its %3$s channels",
      "a number of groups that divides them"),
  /** Arguments: field, annotation, shape. */
  NORM_SINGLE_VALUE(
      "NormSingleValue",
      Severity.ERROR,
      "%1$s: %2$s has a single value of %3$s to normalise at a time, and would make zeros of all",
      "larger groups, @LayerNorm, or an input with more positions"),
  /** Arguments: field, what windows reach over, positions with their padding, most taps. */
  AXIS_WINDOW_TOO_LARGE(
      "AxisWindowTooLarge",
      Severity.ERROR,
      "%1$s: a window over %2$s positions does not fit %3$s",
      "padding, or a window of at most %4$s"),
  /** Arguments: field, sizes. */
  NOTHING_LEFT(
      "NothingLeft",
      Severity.ERROR,
      "%1$s: nothing is left of the image: %2$s",
      "less padding, or a larger input"),
  /** Arguments: field, amount, size, most. */
  MIRROR_TOO_LARGE(
      "MirrorTooLarge",
      Severity.ERROR,
      "%1$s: a mirror image of %2$s positions around %3$s, whose border is not repeated",
      "at most %4$s"),
  /** Arguments: field, annotation. */
  CAUSAL_PADDING(
      "CausalPadding",
      Severity.ERROR,
      "%1$s: padding = CAUSAL is for sequences, and %2$s works on several axes",
      "padding = SAME, or explicit amounts"),
  /** Arguments: field, window, image, largest possible window. */
  CONV_WINDOW_TOO_LARGE(
      "ConvWindowTooLarge",
      Severity.ERROR,
      "%1$s: a %2$s window does not fit an input of %3$s",
      "padding = SAME, or a window of at most %4$s"),
  /** Arguments: field, window, image, largest possible window. */
  POOL_WINDOW_TOO_LARGE(
      "PoolWindowTooLarge",
      Severity.ERROR,
      "%1$s: a pooling window of %2$s does not fit an input of %3$s",
      "a window of at most %4$s, or one pooling less before %1$s"),
  /** Arguments: field, padding, window, largest padding. */
  POOL_PADDING_TOO_LARGE(
      "PoolPaddingTooLarge",
      Severity.ERROR,
      "%1$s: padding by %2$s is more than half of a pooling window of %3$s",
      "pad = %4$s or less, or a larger window"),
  /** Arguments: field, what is left over, the arithmetic, sizes that fit. */
  ROWS_UNREAD(
      "RowsUnread",
      Severity.WARNING,
      "%1$s: no window reads %2$s: %3$s",
      "padding = SAME, or an input of %4$s"),
  /** Arguments: field, stride, image, longest stride that does something. */
  STRIDE_BEYOND_IMAGE(
      "StrideBeyondImage",
      Severity.WARNING,
      "%1$s: a stride of %2$s leads out of an image of %3$s, so there is one window",
      "a stride of at most %4$s"),

  /** Arguments: field, number of inputs. */
  EMBEDDING_OF_SEVERAL_INPUTS(
      "EmbeddingOfSeveralInputs",
      Severity.ERROR,
      "%1$s: @Embedding wants samples of token ids alone, and here a sample has %2$s inputs",
      "let the token ids be the network's only input"),
  /** Arguments: field, shape, its entries, shape wanted, its entries. */
  RESHAPE_SIZES_DIFFER(
      "ReshapeSizesDiffer",
      Severity.ERROR,
      "%1$s: %2$s has %3$s entries, and %4$s has %5$s",
      "sizes whose product is %3$s"),
  /** Arguments: field, axis, first layer, its shape, its last axis. */
  CONCAT_AXIS(
      "ConcatAxis",
      Severity.ERROR,
      "%1$s: there is no axis %2$s in %3$s %4$s",
      "axis = 0 is that of the channels, and %5$s the last; the batch is none of them"),
  /** Arguments: field of the batch norm, shape. */
  BATCH_NORM_SINGLE_VALUE(
      "BatchNormSingleValue",
      Severity.ERROR,
      "%1$s: with batch = 1 and an input of %2$s, each mean is over 1 value and each variance is 0",
      "train with @Network(batch = 2) or more"),
  /** Arguments: field of the output, field of the softmax. */
  CROSS_ENTROPY_AFTER_SOFTMAX(
      "CrossEntropyAfterSoftmax",
      Severity.ERROR,
      "%1$s: CROSS_ENTROPY takes logits and applies the softmax itself, but %2$s has applied one",
      "remove @Softmax: predict returns probabilities all the same"),
  /** Arguments: field of the second softmax, first softmax. */
  SOFTMAX_TWICE(
      "SoftmaxTwice",
      Severity.ERROR,
      "%1$s: @Softmax gets probabilities, since %2$s has applied one already",
      "remove one of the two"),
  /** Arguments: field. */
  CROSS_ENTROPY_SINGLE_UNIT(
      "CrossEntropySingleUnit",
      Severity.ERROR,
      "%1$s: CROSS_ENTROPY chooses between classes, but there is 1 unit",
      "give the last layer one unit per class, at least 2, or use loss = MSE"),
  /** Arguments: field, number of weights, number of channels. */
  CLASS_WEIGHT_COUNT(
      "ClassWeightCount",
      Severity.ERROR,
      "%1$s: %2$s class weights for %3$s classes",
      "write exactly %3$s weights"),
  /** Arguments: field, attribute, loss. */
  LOSS_VALUE_UNUSED(
      "LossValueUnused",
      Severity.ERROR,
      "%1$s: %2$s does nothing with loss = %3$s",
      "remove %2$s, or take a loss that has it"),
  /** Arguments: field, number of labels, number of units. */
  LABEL_COUNT(
      "LabelCount",
      Severity.ERROR,
      "%1$s: %2$s labels for %3$s units",
      "write exactly %3$s labels, or give the last layer %2$s units"),
  /** Arguments: field, the label's number. */
  LABEL_BLANK(
      "LabelBlank",
      Severity.ERROR,
      "%1$s: label %2$s is blank",
      "give it the name of its class, or leave all labels out"),
  /** Arguments: field, label, number of the first, number of the second. */
  LABEL_TWICE(
      "LabelTwice",
      Severity.ERROR,
      "%1$s: classes %3$s and %4$s are both labelled \"%2$s\"",
      "give each class a label of its own"),
  /** Arguments: layer, what is too large, number of elements, way out. */
  TOO_MANY_ELEMENTS(
      "TooManyElements",
      Severity.ERROR,
      "%1$s: %2$s %3$s numbers, and an array holds at most 2147483647",
      "%4$s"),

  /** Arguments: field, batch norm, number of channels. */
  BIAS_BEFORE_BATCH_NORM(
      "BiasBeforeBatchNorm",
      Severity.WARNING,
      "%1$s: %2$s subtracts the mean, and with it the bias: %3$s parameters that change nothing",
      "bias = false"),
  /** Arguments: field of the batch norm, activation. */
  ACTIVATION_BEFORE_BATCH_NORM(
      "ActivationBeforeBatchNorm",
      Severity.WARNING,
      "%1$s: @BatchNorm normalizes what %2$s has bent already",
      "write @BatchNorm in front of the activation"),
  /** Arguments: field of the dropout, batch norm. */
  DROPOUT_BEFORE_BATCH_NORM(
      "DropoutBeforeBatchNorm",
      Severity.WARNING,
      "%1$s: dropout spreads values in training only, so %2$s keeps variances that are too large for"
          + " prediction",
      "move @Dropout behind the last @BatchNorm"),
  /** Arguments: field of the second layer, all layers, field of the first. */
  LINEAR_LAYERS_COLLAPSE(
      "LinearLayersCollapse",
      Severity.WARNING,
      "%1$s: %2$s have no activation between them, so together they are one linear layer",
      "put an activation such as @Relu on %3$s, or keep one layer"),
  /** Arguments: field of the output, activation, loss. */
  LOGITS_ACTIVATED(
      "LogitsActivated",
      Severity.WARNING,
      "%1$s: %3$s takes logits of any size, and %2$s confines them",
      "remove the activation of the last layer"),
  /** Arguments: field, initializer, activation, layers in a row, other initializer. */
  INITIALIZER_SATURATES(
      "InitializerSaturates",
      Severity.WARNING,
      "%1$s: %2$s is for ReLU; before %3$s its weights are too large, and %4$s such layers in a row"
          + " saturate",
      "init = Init.%5$s"),
  /** Arguments: field of the first, layers in a row, how much gradients shrink. */
  SIGMOIDS_IN_A_ROW(
      "SigmoidsInARow",
      Severity.WARNING,
      "%1$s: the slope of a sigmoid is at most 1/4, so gradients shrink %3$s times at least through"
          + " %2$s of them",
      "use @Relu or @Tanh in hidden layers, or put @BatchNorm in front of each @Sigmoid"),
  /** Arguments: field, weights, inputs, units, bytes. */
  LARGE_DENSE(
      "LargeDense",
      Severity.WARNING,
      "%1$s: %2$s weights, from %3$s inputs to %4$s units, take %5$s bytes, and as many again for"
          + " gradients",
      "fewer units, or pooling in front of %1$s"),
  /** Arguments: model, batch, samples computed, percent more, better batches. */
  BATCH_WASTES_LANES(
      "BatchWastesLanes",
      Severity.WARNING,
      "%1$s: batch = %2$s is computed as %3$s samples, 16 at a time: %4$s %% more work than needed",
      "%5$s"),
  /** Arguments: model, what it costs, of what, how much more, the limit, table. */
  BUDGET_EXCEEDED(
      "BudgetExceeded",
      Severity.ERROR,
      "%1$s: %2$s %3$s are %4$s more than the budget of %5$s; most are in%6$s",
      "make the first of them smaller, or raise the budget"),

  /** Arguments: tag, question whether another one was meant. */
  UNKNOWN_WARNING_TAG(
      "UnknownWarningTag",
      Severity.WARNING,
      "there is no warning %1$s%2$s",
      "write the word in brackets that the warning begins with, as in \"synapt:RowsUnread\""),
  /** Arguments: option, question whether another one was meant, the options there are. */
  UNKNOWN_OPTION(
      "UnknownOption", Severity.WARNING, "there is no option %1$s%2$s", "use one of: %3$s"),
  /** Arguments: option, value. */
  OPTION_NOT_A_FLAG(
      "OptionNotAFlag",
      Severity.ERROR,
      "option %1$s has the value \"%2$s\", which is neither true nor false",
      "write -A%1$s=true, or leave the option out"),
  /** Arguments: option, value, question whether another one was meant, the values there are. */
  OPTION_VALUE_UNKNOWN(
      "OptionValueUnknown",
      Severity.ERROR,
      "option %1$s has the value \"%2$s\", which it does not know%3$s",
      "write %4$s"),
  /** Arguments: name, option. */
  GRADIENT_CHECK_OF_NO_NETWORK(
      "GradientCheckOfNoNetwork",
      Severity.ERROR,
      "option %2$s names %1$s, and there is no network of that name",
      "name classes with @Network in full, as in -A%2$s=com.example.Digits, separated by commas"),
  /** Arguments: model, missing class, where it is from. */
  GRADIENT_CHECK_NEEDS(
      "GradientCheckNeeds",
      Severity.ERROR,
      "%1$s: its gradient check needs %2$s, which is not on the class path",
      "add %3$s to the dependencies of the tests"),
  /** Arguments: model. */
  VECTOR_API_NOT_VISIBLE(
      "VectorApiNotVisible",
      Severity.WARNING,
      "%1$s: the Vector API is not visible to the compiler, so only plain code, many times slower,"
          + " is generated",
      "compile with --release 25"),
  /** Arguments: model, folder, failure. */
  DUMP_NOT_WRITTEN(
      "DumpNotWritten",
      Severity.WARNING,
      "the stages of %1$s cannot be written to \"%2$s\": %3$s",
      "name a folder that can be written, or write -Asynapt.dump=note"),
  /** Arguments: model, failure. */
  CLASS_NOT_WRITTEN(
      "ClassNotWritten",
      Severity.ERROR,
      "the classes of %1$s cannot be written: %2$s",
      "make the folder of generated sources writable and free some space"),
  /** Arguments: model, failure. */
  INTERNAL_FAILURE(
      "InternalFailure",
      Severity.ERROR,
      "%1$s could not be compiled: %2$s",
      "this is a mistake in Synapt, not in your code: please report it with the source of %1$s");

  private final String tag;
  private final Severity severity;
  private final String message;
  private final String fix;

  DiagnosticCode(String tag, Severity severity, String message, String fix) {
    this.tag = tag;
    this.severity = severity;
    this.message = message;
    this.fix = fix;
  }

  /** The name in brackets that starts the text, as in {@code ConvWindowTooLarge}. */
  public String tag() {
    return tag;
  }

  /** What it does to the compilation. */
  public Severity severity() {
    return severity;
  }

  /**
   * A diagnostic of this kind.
   *
   * @param at the place to point at
   * @param arguments what the templates ask for, in the order stated at each constant
   */
  public Diagnostic at(SourceRef at, Object... arguments) {
    return new Diagnostic(
        this,
        at,
        String.format(Locale.ROOT, message, arguments),
        "",
        String.format(Locale.ROOT, fix, arguments));
  }
}
