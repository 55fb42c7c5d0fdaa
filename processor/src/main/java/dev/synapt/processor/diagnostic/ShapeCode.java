package dev.synapt.processor.diagnostic;

import static dev.synapt.processor.diagnostic.Wording.error;
import static dev.synapt.processor.diagnostic.Wording.warning;

/** Values out of range and shapes that do not fit, most with the shapes so far. */
public enum ShapeCode implements DiagnosticCode {
  /** Arguments: field, layer whose weights they are, what they are for, what arrives. */
  REUSE_SHAPES_DIFFER(
      error(
          "ReuseShapesDiffer",
          "%1$s: the weights of %2$s are for %3$s, and %4$s arrive",
          "bring what arrives to %3$s, or give %1$s layers of its own")),
  /** Arguments: field, first layer, its shape, other layer, its shape, axes, way out. */
  ADD_SHAPES_DIFFER(
      error("AddShapesDiffer", "%1$s: cannot add %2$s %3$s and %4$s %5$s (%6$s)", "%7$s")),
  /** Arguments: field, first layer, its shape, other layer, its shape, axes, way out. */
  MULTIPLY_SHAPES_DIFFER(
      error("MultiplyShapesDiffer", "%1$s: cannot multiply %2$s %3$s by %4$s %5$s (%6$s)", "%7$s")),
  /** Arguments: field, first layer, its shape, other layer, its shape, axes, way out. */
  CONCAT_SHAPES_DIFFER(
      error(
          "ConcatShapesDiffer",
          "%1$s: cannot put %2$s %3$s and %4$s %5$s side by side (%6$s)",
          "%7$s")),
  /** Arguments: field, earlier layer, its shape, shape that arrives, way out. */
  SHORTCUT_SHAPES_DIFFER(
      error("ShortcutShapesDiffer", "%1$s: cannot add %2$s %3$s to %4$s", "%5$s")),
  /** Arguments: field, what was written, what it must be, what to write instead. */
  VALUE_OUT_OF_RANGE(
      error("ValueOutOfRange", "%1$s: %2$s is out of range, it must be %3$s", "write %4$s")),
  /** Arguments: field, attribute, number of values, what it takes. */
  ARRAY_LENGTH(error("ArrayLength", "%1$s: %2$s has %3$s, but it takes %4$s", "write %4$s")),
  /** Arguments: field, padding, the amounts. */
  PADDING_AND_PAD(
      error(
          "PaddingAndPad",
          "%1$s: padding = %2$s computes the padding, and pad = %3$s sets it",
          "keep one of the two")),
  /** Arguments: field, annotation, shape. */
  INPUT_RANK(
      error(
          "InputRank",
          "%1$s: %2$s works on images [C,H,W], but its input is %3$s",
          "give the network an input of {channels, height, width}, and put %2$s before any @Dense")),
  /** Arguments: field, annotation, what it works on, shape. */
  INPUT_AXES(
      error(
          "InputAxes",
          "%1$s: %2$s works on %3$s, but its input is %4$s",
          "give the network an input of that form, or take the layer for %4$s")),
  /** Arguments: field. */
  EMBEDDING_NOT_FIRST(
      error(
          "EmbeddingNotFirst",
          "%1$s: @Embedding looks up token ids, which only the network's input has",
          "put it first, or read the input by @From")),
  /** Arguments: field, heads, channels, numbers that divide them. */
  HEADS_DO_NOT_DIVIDE(
      error(
          "HeadsDoNotDivide",
          "%1$s: %2$s heads do not divide a width of %3$s channels",
          "one of %4$s heads")),
  /** Arguments: field, groups, channels, filters. */
  GROUPS_DO_NOT_DIVIDE(
      error(
          "GroupsDoNotDivide",
          "%1$s: %2$s groups do not divide %3$s channels and %4$s filters",
          "a number of groups that divides both")),
  /** Arguments: field, name. */
  UNPOOL_OF_NO_POOL(
      error(
          "UnpoolOfNoPool",
          "%1$s: %2$s has no @MaxPool2d to undo, one whose taps are next to each other",
          "name a field with @MaxPool2d")),
  /** Arguments: field, shape that arrives, pooling, its shape. */
  UNPOOL_SHAPES_DIFFER(
      error(
          "UnpoolShapesDiffer",
          "%1$s: %2$s cannot go back to where %3$s took its %4$s from",
          "bring what arrives to %4$s, or name another pooling")),
  /** Arguments: field, pooling, window, stride. */
  UNPOOL_OF_OVERLAPS(
      error(
          "UnpoolOfOverlaps",
          "%1$s: the windows of %2$s, %3$s with stride %4$s, overlap and may have a maximum in common",
          "give the pooling stride = %3$s or more")),
  /** Arguments: field, groups, channels. */
  NORM_GROUPS(
      error(
          "NormGroups",
          "%1$s: %2$s groups do not divide its %3$s channels",
          "a number of groups that divides them")),
  /** Arguments: field, annotation, shape. */
  NORM_SINGLE_VALUE(
      error(
          "NormSingleValue",
          "%1$s: %2$s has a single value of %3$s to normalise at a time, and would make zeros of all",
          "larger groups, @LayerNorm, or an input with more positions")),
  /** Arguments: field, what windows reach over, positions with their padding, most taps. */
  AXIS_WINDOW_TOO_LARGE(
      error(
          "AxisWindowTooLarge",
          "%1$s: a window over %2$s positions does not fit %3$s",
          "padding, or a window of at most %4$s")),
  /** Arguments: field, sizes. */
  NOTHING_LEFT(
      error(
          "NothingLeft",
          "%1$s: nothing is left of the image: %2$s",
          "less padding, or a larger input")),
  /** Arguments: field, amount, size, most. */
  MIRROR_TOO_LARGE(
      error(
          "MirrorTooLarge",
          "%1$s: a mirror image of %2$s positions around %3$s, whose border is not repeated",
          "at most %4$s")),
  /** Arguments: field, annotation. */
  CAUSAL_PADDING(
      error(
          "CausalPadding",
          "%1$s: padding = CAUSAL is for sequences, and %2$s works on several axes",
          "padding = SAME, or explicit amounts")),
  /** Arguments: field, window, image, largest possible window. */
  CONV_WINDOW_TOO_LARGE(
      error(
          "ConvWindowTooLarge",
          "%1$s: a %2$s window does not fit an input of %3$s",
          "padding = SAME, or a window of at most %4$s")),
  /** Arguments: field, window, image, largest possible window. */
  POOL_WINDOW_TOO_LARGE(
      error(
          "PoolWindowTooLarge",
          "%1$s: a pooling window of %2$s does not fit an input of %3$s",
          "a window of at most %4$s, or one pooling less before %1$s")),
  /** Arguments: field, padding, window, largest padding. */
  POOL_PADDING_TOO_LARGE(
      error(
          "PoolPaddingTooLarge",
          "%1$s: padding by %2$s is more than half of a pooling window of %3$s",
          "pad = %4$s or less, or a larger window")),
  /** Arguments: field, what is left over, the arithmetic, sizes that fit. */
  ROWS_UNREAD(
      warning(
          "RowsUnread", "%1$s: no window reads %2$s: %3$s", "padding = SAME, or an input of %4$s")),
  /** Arguments: field, stride, image, longest stride that does something. */
  STRIDE_BEYOND_IMAGE(
      warning(
          "StrideBeyondImage",
          "%1$s: a stride of %2$s leads out of an image of %3$s, so there is one window",
          "a stride of at most %4$s")),
  /** Arguments: field, number of inputs. */
  EMBEDDING_OF_SEVERAL_INPUTS(
      error(
          "EmbeddingOfSeveralInputs",
          "%1$s: @Embedding wants samples of token ids alone, and here a sample has %2$s inputs",
          "let the token ids be the network's only input")),
  /** Arguments: field, shape, its entries, shape wanted, its entries. */
  RESHAPE_SIZES_DIFFER(
      error(
          "ReshapeSizesDiffer",
          "%1$s: %2$s has %3$s entries, and %4$s has %5$s",
          "sizes whose product is %3$s")),
  /** Arguments: field, axis, first layer, its shape, its last axis. */
  CONCAT_AXIS(
      error(
          "ConcatAxis",
          "%1$s: there is no axis %2$s in %3$s %4$s",
          "axis = 0 is that of the channels, and %5$s the last; the batch is none of them")),
  /** Arguments: field of the batch norm, shape. */
  BATCH_NORM_SINGLE_VALUE(
      error(
          "BatchNormSingleValue",
          "%1$s: with batch = 1 and an input of %2$s, each mean is over 1 value and each variance is 0",
          "train with @Network(batch = 2) or more")),
  /** Arguments: layer, what is too large, number of elements, way out. */
  TOO_MANY_ELEMENTS(
      error(
          "TooManyElements",
          "%1$s: %2$s %3$s numbers, and an array holds at most 2147483647",
          "%4$s"));

  private final Wording wording;

  ShapeCode(Wording wording) {
    this.wording = wording;
  }

  @Override
  public Wording wording() {
    return wording;
  }
}
