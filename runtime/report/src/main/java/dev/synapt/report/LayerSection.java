package dev.synapt.report;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.training.callback.LayerMonitor;
import dev.synapt.runtime.training.recipe.LayerActivity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What goes on inside: activations of some samples, and how large gradients and weights were.
 *
 * @param network null if none is given
 * @param data samples to look at
 * @param norms by tensor; empty if they were not collected
 */
record LayerSection(
    InferenceNetwork network, Dataset data, Map<String, List<LayerMonitor.Norms>> norms) {

  private static final int SAMPLES = 200;

  /** More lines than this cannot be told apart. */
  private static final int MOST_CURVES = 6;

  String markup() {
    String activity = network == null ? "" : activity();
    String gradients = norms.isEmpty() ? "" : normCharts();
    return gradients + activity;
  }

  private String normCharts() {
    return Page.grid(
        "two",
        Page.card(
                "Size of the gradients, by depth",
                chart("gradient norms", LayerMonitor.Norms::gradient))
            + Page.card(
                "Size of the weights, by depth",
                chart("weight norms", LayerMonitor.Norms::weight)));
  }

  private String chart(String label, ToDoubleFunction<LayerMonitor.Norms> figure) {
    LineChart chart = new LineChart(label, "epoch", 1, "");
    int next = 0;
    for (Map.Entry<String, List<LayerMonitor.Norms>> tensor : norms.entrySet()) {
      if (tensor.getKey().endsWith(".weight") && next < MOST_CURVES) {
        List<Point> points =
            tensor.getValue().stream()
                .map(n -> new Point(n.epoch(), figure.applyAsDouble(n)))
                .toList();
        String name = tensor.getKey().replaceFirst("\\..*", "");
        chart.curve(name, "depth-" + next++, points, false);
      }
    }
    return chart.logarithmicY().markup();
  }

  private String activity() {
    List<LayerActivity> layers = LayerActivity.of(network, data, SAMPLES);
    if (layers.isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    for (LayerActivity layer : layers) {
      rows.add(
          List.of(
              Text.escape(layer.layer()),
              Text.count(layer.units()),
              Text.number(layer.mean()),
              Text.number(layer.rootMeanSquare()),
              Tables.share(layer.zeros()),
              Tables.share(layer.dead()),
              Tables.share(layer.saturated())));
    }
    String table =
        Tables.of(
            List.of(
                "what leaves",
                "units",
                "mean",
                "root mean square",
                "zeros",
                "dead units",
                "saturated"),
            rows);
    String note =
        "<p class=\"note\">Over "
            + Math.min(SAMPLES, data.size())
            + " samples. A dead unit is zero for all of them; saturated is where a sigmoid or tanh"
            + " hardly has a gradient.</p>";
    return Page.card("Activations", table + note) + Page.grid("three", histograms());
  }

  private String histograms() {
    Map<String, List<float[]>> values = new LinkedHashMap<>();
    int samples = Math.min(SAMPLES / 4, data.size());
    for (int i = 0; i < samples; i++) {
      network
          .activations(data.input(i))
          .forEach((name, y) -> values.computeIfAbsent(name, n -> new ArrayList<>()).add(y));
    }
    StringBuilder cards = new StringBuilder();
    values.forEach((name, all) -> {
      Histogram histogram = new Histogram(concatenated(all));
      cards.append(
          Page.card(
              name,
              histogram.markup(name)
                  + "<p class=\"note\">"
                  + Text.escape(histogram.figures())
                  + "</p>"));
    });
    return cards.toString();
  }

  private static float[] concatenated(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(p -> p.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
