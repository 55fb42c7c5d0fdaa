package dev.synapt.runtime.training.recipe;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.data.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What leaves a layer, over some samples: whether units are dead, saturated, or of a size that
 * grows or shrinks with depth.
 *
 * @param layer its name, as {@code fc1.relu}
 * @param units numbers of a sample
 * @param mean of all numbers
 * @param rootMeanSquare of all numbers
 * @param zeros the share that is exactly zero, 0 ... 1
 * @param dead the share of units that are zero for every sample: after a ReLU they learn no more
 * @param saturated the share of numbers so near the end of a sigmoid or tanh that the gradient is
 *     below 5 % of its largest; not a number for other layers
 */
public record LayerActivity(
    String layer,
    int units,
    double mean,
    double rootMeanSquare,
    double zeros,
    double dead,
    double saturated) {

  /** {@code s (1 - s)} is below 5 % of 1/4 there. */
  private static final double SIGMOID_END = 0.0127;

  /** {@code 1 - t^2} is below 5 % there. */
  private static final double TANH_END = 0.9747;

  /**
   * Looks at all layers of a network.
   *
   * @param network a generated network
   * @param data raw samples, at least one
   * @param most how many samples are looked at, from the first
   * @return in the order of the layers
   */
  public static List<LayerActivity> of(InferenceNetwork network, Dataset data, int most) {
    int count = Math.min(most, data.size());
    if (count < 1) {
      throw new IllegalArgumentException("there are no samples to look at");
    }
    Map<String, Sums> layers = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      network
          .activations(data.input(i))
          .forEach((name, y) -> layers.computeIfAbsent(name, n -> new Sums(n, y.length)).add(y));
    }
    List<LayerActivity> result = new ArrayList<>();
    layers.values().forEach(sums -> result.add(sums.activity(count)));
    return result;
  }

  /** Adds up over samples. */
  private static final class Sums {
    private final String layer;
    private final boolean[] alive;
    private double sum;
    private double squares;
    private long zeros;
    private long atEnd;

    Sums(String layer, int units) {
      this.layer = layer;
      this.alive = new boolean[units];
    }

    void add(float[] y) {
      for (int i = 0; i < y.length; i++) {
        sum += y[i];
        squares += (double) y[i] * y[i];
        zeros += y[i] == 0 ? 1 : 0;
        alive[i] |= y[i] != 0;
        atEnd += isAtEnd(y[i]) ? 1 : 0;
      }
    }

    private boolean saturates() {
      return layer.endsWith(".sigmoid") || layer.endsWith(".tanh");
    }

    private boolean isAtEnd(float y) {
      return layer.endsWith(".tanh")
          ? Math.abs(y) > TANH_END
          : y < SIGMOID_END || y > 1 - SIGMOID_END;
    }

    LayerActivity activity(int samples) {
      double count = (double) samples * alive.length;
      int dead = 0;
      for (boolean one : alive) {
        dead += one ? 0 : 1;
      }
      return new LayerActivity(
          layer,
          alive.length,
          sum / count,
          Math.sqrt(squares / count),
          zeros / count,
          (double) dead / alive.length,
          saturates() ? atEnd / count : Double.NaN);
    }
  }

  /** The figures in a line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d units, mean %.3g, size %.3g, %.1f %% zeros, %.1f %% dead%s",
        layer,
        units,
        mean,
        rootMeanSquare,
        100 * zeros,
        100 * dead,
        Double.isNaN(saturated)
            ? ""
            : String.format(Locale.ROOT, ", %.1f %% saturated", 100 * saturated));
  }
}
