package dev.synapt.report;

import dev.synapt.runtime.TensorSpec;
import dev.synapt.runtime.Weights;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The trained numbers: the filters that look at the input, and how all numbers are spread.
 *
 * @param weights the trained ones
 * @param shape of a sample
 */
record WeightSection(Weights weights, int[] shape) {

  private static final int MOST_FILTERS = 64;
  private static final int TILE = 64;

  String markup() {
    StringBuilder cards = new StringBuilder();
    for (TensorSpec spec : weights.tensors()) {
      float[] values = weights.tensor(spec.name()).toArray();
      Histogram histogram = new Histogram(values);
      String body =
          histogram.markup(spec.name())
              + "<p class=\"note\">"
              + Text.escape(histogram.figures())
              + "</p>";
      cards.append(Page.card(spec.name() + "  " + shape(spec.shape()), body));
    }
    return filters() + Page.grid("three", cards.toString());
  }

  private static String shape(int[] shape) {
    return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" × "));
  }

  private String filters() {
    Optional<TensorSpec> first =
        weights.tensors().stream().filter(s -> s.shape().length >= 2).findFirst();
    if (first.isEmpty()) {
      return "";
    }
    int[] size = first.get().shape();
    boolean units = size.length == 2 && Picture.isImage(shape) && size[1] == shape[1] * shape[2];
    if (size.length != 4 && !units) {
      return "";
    }
    int width = units ? shape[2] : size[3];
    int plane = units ? size[1] : size[2] * size[3];
    return Page.card(
            "What the first layer looks for: " + first.get().name(),
            tiles(weights.tensor(first.get().name()).toArray(), size[0], plane, width))
        + "\n";
  }

  /** Coloured filters are shown by their mean over the channels. */
  private static String tiles(float[] values, int filters, int plane, int width) {
    int channels = values.length / filters / plane;
    double most = 0;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
    }
    StringBuilder tiles = new StringBuilder("<div class=\"tiles\">\n");
    for (int k = 0; k < Math.min(filters, MOST_FILTERS); k++) {
      float[] filter = new float[plane];
      for (int i = 0; i < channels * plane; i++) {
        filter[i % plane] += values[k * channels * plane + i] / channels;
      }
      tiles
          .append("<figure>")
          .append(Picture.signed(filter, width, most).markup(TILE, "filter " + k))
          .append("<figcaption>")
          .append(k)
          .append("</figcaption></figure>\n");
    }
    return tiles + "</div>\n<p class=\"note\">Blue is negative, orange positive, white zero.</p>";
  }
}
