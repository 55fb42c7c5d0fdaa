package dev.synapt.processor.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The grammar of a typed graph: what every later stage relies on. A violation is a mistake of this
 * processor, never of a user, so it is an exception.
 */
public final class GraphVerifier {

  private GraphVerifier() {}

  /**
   * Checks that an input comes first and an output last, that nothing reads an output, that layers
   * define the values 0, 1, 2, ... in order and read earlier ones, that names are unique, that all
   * padding is in numbers, and that there is a shape for every value.
   *
   * @throws IllegalStateException naming the layer that breaks a rule
   */
  public static void verify(TypedGraph typed) {
    List<Layer> layers = typed.graph().layers();
    require(layers.size() > 1 && typed.shapes().size() == layers.size(), "layers", typed.shapes());
    Set<String> names = new HashSet<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      require(layer instanceof Layer.Input || i > 0, "input not first", layer);
      boolean output = layer instanceof Layer.Output;
      require(output || i < layers.size() - 1, "output not last", layer);
      require(
          layer.inputs().stream()
              .noneMatch(in -> in.index() >= 0 && layers.get(in.index()) instanceof Layer.Output),
          "output read",
          layer);
      require(layer.output().index() == i, "value out of order", layer);
      require(layer.inputs().stream().allMatch(in -> isBefore(in, layer)), "input later", layer);
      require(names.add(layer.name()), "name twice", layer);
      verifyLayer(layer, typed);
    }
  }

  private static void verifyLayer(Layer layer, TypedGraph typed) {
    switch (layer) {
      case Layer.Conv2d conv -> verifyImage(layer, conv.pads(), conv.input(), typed);
      case Layer.MaxPool2d pool -> verifyImage(layer, pool.pads(), pool.input(), typed);
      case Layer.AvgPool2d pool -> verifyImage(layer, pool.pads(), pool.input(), typed);
      case Layer.Dense dense ->
          require(typed.shape(dense.input()).rank() == 1, "dense over an image", layer);
      case Layer.BatchNorm norm -> verifySameShape(layer, norm.input(), typed);
      case Layer.Dropout dropout -> verifySameShape(layer, dropout.input(), typed);
      case Layer.Activate activate -> verifySameShape(layer, activate.input(), typed);
      case Layer.Softmax softmax -> verifySameShape(layer, softmax.input(), typed);
      case Layer.Unary unary -> verifyUnary(unary, typed);
      case TopologyLayer.Merge merge -> verifyMerge(merge, typed);
      case TopologyLayer.Shortcut shortcut -> verifyShortcut(shortcut, typed);
      case TopologyLayer.MaxUnpool unpool ->
          require(
              typed.shape(unpool.input()).equals(typed.shape(unpool.pool())),
              "not what the pooling gave",
              layer);
      case TopologyLayer.GlobalAvgPool pool ->
          require(
              typed.shape(pool.output()).equals(Shape.of(typed.shape(pool.input()).channels())),
              "channels changed",
              layer);
      case Layer.Output output -> verifySameShape(layer, output.input(), typed);
      case Layer.Input input ->
          require(typed.shape(input.output()).equals(input.shape()), "input's shape", layer);
      case Layer.Flatten flatten ->
          require(
              typed.shape(flatten.output()).equals(Shape.of(typed.shape(flatten.input()).size())),
              "size changed",
              layer);
    }
  }

  private static void verifyUnary(Layer.Unary layer, TypedGraph typed) {
    switch (layer) {
      case PRelu _, LogSoftmax _, SampleNorm _, SpatialDropout _ ->
          verifySameShape(layer, layer.input(), typed);
      case PositionalEncoding _, SelfAttention _ -> {
        verifyAxes(layer, 1, typed);
        verifySameShape(layer, layer.input(), typed);
      }
      case Embedding _ -> {
        require(layer.input().index() == 0, "not behind the input", layer);
        require(typed.shape(layer.output()).rank() == 2, "not a sequence", layer);
      }
      case Conv conv -> verifyAxes(layer, conv.windows().axes(), typed);
      case ConvTranspose conv -> verifyAxes(layer, conv.windows().axes(), typed);
      case Pool pool -> verifyAxes(layer, pool.windows().axes(), typed);
      case Resample _ -> verifyAxes(layer, 2, typed);
      case GlobalMaxPool _ ->
          require(typed.shape(layer.output()).rank() == 1, "not a vector", layer);
      case Reshape reshape ->
          require(
              typed.shape(reshape.input()).size() == reshape.shape().size(), "size changed", layer);
    }
  }

  private static void verifyMerge(TopologyLayer.Merge merge, TypedGraph typed) {
    if (merge.kind() == MergeKind.CONCAT) {
      int axis = merge.axis();
      int length = merge.inputs().stream().mapToInt(in -> typed.shape(in).dim(axis)).sum();
      require(typed.shape(merge.output()).dim(axis) == length, "entries lost", merge);
    } else {
      merge.inputs().forEach(input -> verifySameShape(merge, input, typed));
    }
  }

  private static void verifyShortcut(TopologyLayer.Shortcut shortcut, TypedGraph typed) {
    verifySameShape(shortcut, shortcut.input(), typed);
    boolean same = typed.shape(shortcut.earlier()).equals(typed.shape(shortcut.output()));
    require(same == (shortcut.form() == ShortcutForm.IDENTITY), "form not resolved", shortcut);
  }

  private static void verifyImage(Layer layer, Pads pads, ValueId input, TypedGraph typed) {
    require(!pads.equals(Pads.SAME), "padding not resolved", layer);
    require(typed.shape(input).rank() == 3, "not an image", layer);
  }

  private static void verifyAxes(Layer.Unary layer, int axes, TypedGraph typed) {
    require(typed.shape(layer.input()).rank() == axes + 1, "wrong number of axes", layer);
    require(typed.shape(layer.output()).rank() == axes + 1, "wrong number of axes", layer);
  }

  private static void verifySameShape(Layer layer, ValueId input, TypedGraph typed) {
    require(typed.shape(input).equals(typed.shape(layer.output())), "shape changed", layer);
  }

  private static boolean isBefore(ValueId input, Layer layer) {
    return input.index() >= 0 && input.compareTo(layer.output()) < 0;
  }

  private static void require(boolean holds, String rule, Object where) {
    if (!holds) {
      throw new IllegalStateException("broken graph: " + rule + " at " + where);
    }
  }
}
