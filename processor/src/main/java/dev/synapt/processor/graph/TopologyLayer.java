package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;
import java.util.Locale;

/** Layers in which branches meet, and the one that ends a trunk of images. */
public sealed interface TopologyLayer extends Layer.Topology {

  /**
   * Several layers as one: of one shape for sums and products, of the same other axes to concat.
   *
   * @param axis along which they are put side by side, 0 for channels
   */
  record Merge(
      String field, MergeKind kind, int axis, List<ValueId> inputs, ValueId output, SourceRef at)
      implements TopologyLayer {
    public Merge {
      inputs = List.copyOf(inputs);
    }

    @Override
    public String stage() {
      return kind.title().toLowerCase(Locale.ROOT);
    }

    /** What it is, with its settings. */
    public String text() {
      return kind.title() + (axis == 0 ? "" : " along axis " + axis);
    }
  }

  /**
   * {@code y = x + shortcut(earlier)}, of the shape of x.
   *
   * @param input x
   * @param earlier the layer further up
   * @param form what becomes of it; of equal shapes always {@link ShortcutForm#IDENTITY} once
   *     shapes are known
   * @param stride rows and columns of it from one that is taken to the next; 1 until shapes are
   *     known
   * @param init how the projection's weights start
   */
  record Shortcut(
      String field,
      ValueId input,
      ValueId earlier,
      ValueId output,
      ShortcutForm form,
      Size2 stride,
      InitKind init,
      SourceRef at)
      implements TopologyLayer {
    @Override
    public String stage() {
      return "shortcut";
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input, earlier);
    }

    /** The parameters of the projection, from the shapes of the two layers. */
    public long parameters(Shape earlierShape, Shape shape) {
      return form == ShortcutForm.PROJECTION
          ? (long) shape.channels() * earlierShape.channels() + 2L * shape.channels()
          : 0;
    }

    /** The multiply-adds of the projection of one sample. */
    public long multiplyAdds(Shape earlierShape, Shape shape) {
      return form == ShortcutForm.PROJECTION ? (long) shape.size() * earlierShape.channels() : 0;
    }
  }

  /**
   * Each entry back where a pooling took it from.
   *
   * @param input of the shape of the pooling's result
   * @param pool the pooling's result
   */
  record MaxUnpool(String field, ValueId input, ValueId pool, ValueId output, SourceRef at)
      implements TopologyLayer {
    @Override
    public String stage() {
      return "maxunpool2d";
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input, pool);
    }
  }

  /** The mean of each channel: {@code [C,H,W]} becomes {@code [C]}. */
  record GlobalAvgPool(String field, ValueId input, ValueId output, SourceRef at)
      implements TopologyLayer {
    @Override
    public String stage() {
      return "globalavgpool";
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input);
    }
  }
}
