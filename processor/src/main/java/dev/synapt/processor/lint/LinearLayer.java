package dev.synapt.processor.lint;

import dev.synapt.processor.graph.Conv;
import dev.synapt.processor.graph.ConvTranspose;
import dev.synapt.processor.graph.InitKind;
import dev.synapt.processor.graph.Layer;
import java.util.Optional;

/**
 * A layer that is a linear map with weights: dense, a convolution or its transpose.
 *
 * @param layer the layer itself
 * @param bias whether it adds one
 * @param init how its weights start
 * @param mixes whether each output sees all channels, and not only those of its group
 */
record LinearLayer(Layer layer, boolean bias, InitKind init, boolean mixes) {

  /** The layer as a linear one; empty if it is something else. */
  static Optional<LinearLayer> of(Layer layer) {
    return Optional.ofNullable(
        switch (layer) {
          case Layer.Dense d -> new LinearLayer(layer, d.bias(), d.init(), true);
          case Layer.Conv2d c -> new LinearLayer(layer, c.bias(), c.init(), true);
          case Conv c -> new LinearLayer(layer, c.bias(), c.init(), c.groups() == 1);
          case ConvTranspose c -> new LinearLayer(layer, c.bias(), c.init(), c.groups() == 1);
          default -> null;
        });
  }

  /** Whether its weights are zeros before the first step. */
  boolean startsAsZeros() {
    return init == InitKind.ZEROS;
  }

  /** Whether a layer is linear. */
  static boolean is(Layer layer) {
    return of(layer).isPresent();
  }
}
