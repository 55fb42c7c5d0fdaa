package dev.synapt.testing;

import dev.synapt.runtime.kernel.DropoutMask;
import dev.synapt.runtime.random.CounterRandom;
import java.util.function.IntUnaryOperator;

/**
 * The masks that a trainer draws, which depend on how its values lie in memory, in logical layout.
 */
final class DropoutMasks {

  /** Samples in the lanes of a trainer's code, whose masks are drawn together. */
  private static final int SLICE = 16;

  private final long key;
  private final float rate;
  private final int samples;

  /** The masks of a layer in the pass of a key. */
  DropoutMasks(long passKey, int layer, float rate, int samples) {
    this.key = CounterRandom.key(passKey, layer);
    this.rate = rate;
    this.samples = samples;
  }

  double[] ofRows(int entries) {
    return mask(entries, entries, entry -> entry);
  }

  /** Of images with so many floats from one pixel to the next. */
  double[] ofPixels(Image image, int stride) {
    int positions = image.positions();
    return mask(
        image.size(), positions * stride, entry -> entry % positions * stride + entry / positions);
  }

  private double[] mask(int entries, int floats, IntUnaryOperator place) {
    float[] drawn = new float[floats];
    double[] mask = new double[samples * entries];
    for (int sample = 0; sample < samples; sample++) {
      DropoutMask.fill(drawn, 0, floats, rate, key, sample);
      for (int entry = 0; entry < entries; entry++) {
        mask[sample * entries + entry] = drawn[place.applyAsInt(entry)];
      }
    }
    return mask;
  }

  /** Of images with 16 samples side by side. */
  double[] ofSlices(Image image) {
    float[] drawn = new float[image.size() * SLICE];
    double[] mask = new double[samples * image.size()];
    for (int i = 0; i < mask.length; i++) {
      int sample = i / image.size();
      int entry = i % image.size();
      if (entry == 0 && sample % SLICE == 0) {
        DropoutMask.fill(drawn, 0, drawn.length, rate, key, sample / SLICE);
      }
      int pixel = entry % image.positions() * image.channels() + entry / image.positions();
      mask[i] = drawn[pixel * SLICE + sample % SLICE];
    }
    return mask;
  }
}
