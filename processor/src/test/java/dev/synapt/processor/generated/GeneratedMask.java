package dev.synapt.processor.generated;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.interpret.DropoutMask;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.LayoutSelection;
import dev.synapt.runtime.random.CounterRandom;
import java.util.HashMap;
import java.util.Map;

/**
 * The mask that generated code draws: a function of the seed, the pass, the layer and the entry. A
 * vector's entries are numbered in their row, one stream for each sample, and so are a
 * channels-last image's; other images' as they lie in a slice of 16 samples, one stream for each
 * slice.
 */
final class GeneratedMask implements DropoutMask {

  private static final int SLICE = 16;

  private final long key;
  private final Map<Integer, Shape> shapes = new HashMap<>();
  private final Map<Integer, Layout> layouts = new HashMap<>();

  /**
   * The mask of one pass.
   *
   * @param training the graph that the layers are from
   * @param seed what the trainer was initialised with
   * @param pass how many passes went before
   */
  GeneratedMask(OpGraph training, long seed, long pass) {
    this.key = CounterRandom.key(CounterRandom.key(seed, "dropout"), pass);
    Map<ValueId, Layout> chosen = LayoutSelection.run(training, true);
    for (Op op : training.ops()) {
      if (op instanceof Op.Dropout dropout) {
        shapes.put(dropout.layerIndex(), training.shape(dropout.mask()));
        layouts.put(dropout.layerIndex(), chosen.get(dropout.mask()));
      }
    }
  }

  @Override
  public boolean keeps(int layer, double rate, int sample, int entry) {
    long stream = CounterRandom.key(key, layer);
    Shape shape = shapes.get(layer);
    int draw =
        switch (layouts.get(layer)) {
          case Layout.Rows _ -> CounterRandom.bits(CounterRandom.key(stream, sample), entry);
          case Layout.SliceImage _ ->
              CounterRandom.bits(
                  CounterRandom.key(stream, sample / SLICE), place(shape, sample, entry));
          case Layout.Pixels image ->
              CounterRandom.bits(CounterRandom.key(stream, sample), place(shape, image, entry));
          case Layout.Planes _ -> throw new IllegalStateException("dropout in lines");
        };
    return draw >>> 8 >= Math.round((float) rate * (1 << 24));
  }

  /** {@code [c][position]} as {@code [position][c][16]}. */
  private static int place(Shape image, int sample, int entry) {
    int channel = entry / image.positions();
    int position = entry % image.positions();
    return (position * image.channels() + channel) * SLICE + sample % SLICE;
  }

  /** {@code [c][position]} as {@code [position][c padded]}. */
  private static int place(Shape shape, Layout.Pixels image, int entry) {
    return entry % shape.positions() * image.stride() + entry / shape.positions();
  }
}
