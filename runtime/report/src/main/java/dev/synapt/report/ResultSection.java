package dev.synapt.report;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.metric.ConfusionMatrix;
import dev.synapt.runtime.training.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How the network does on data that it was not trained on.
 *
 * @param network the trained network
 * @param data to judge it on
 * @param names of the classes, as the reader knows them
 * @param evaluation of the network on the data
 */
record ResultSection(
    InferenceNetwork network, Dataset data, List<String> names, Evaluation evaluation) {

  /** More classes than this make a matrix that nobody can read. */
  private static final int MOST_CLASSES = 30;

  private static final int SHOWN_MISTAKES = 24;
  private static final int TILE = 76;

  private record Mistake(int sample, int label, int predicted, double probability) {}

  String results() {
    if (!data.hasLabels()) {
      return Page.card("On " + Text.count(data.size()) + " samples", regression());
    }
    ConfusionMatrix matrix = evaluation.confusionMatrix();
    String cards = "";
    if (matrix.classes() <= MOST_CLASSES) {
      cards += Page.card("Confusion matrix", Tables.confusion(matrix, named(matrix)));
    }
    return Page.grid("two", cards + Page.card("By class", byClass(matrix)));
  }

  private String regression() {
    return "<p>Loss <b>%s</b></p>".formatted(Text.number(evaluation.loss()));
  }

  private List<String> named(ConfusionMatrix matrix) {
    List<String> all = new ArrayList<>();
    for (int c = 0; c < matrix.classes(); c++) {
      all.add(c < names.size() ? names.get(c) : Integer.toString(c));
    }
    return all;
  }

  private String byClass(ConfusionMatrix matrix) {
    List<List<String>> rows = new ArrayList<>();
    List<String> all = named(matrix);
    for (int c = 0; c < matrix.classes(); c++) {
      rows.add(
          List.of(
              Text.escape(all.get(c)),
              Text.count(matrix.support(c)),
              Tables.share(matrix.precision(c)),
              Tables.share(matrix.recall(c)),
              Tables.share(matrix.f1(c))));
    }
    rows.add(
        List.of(
            "<td><b>mean</b></td>",
            Text.count(matrix.total()),
            Tables.share(matrix.macroPrecision()),
            Tables.share(matrix.macroRecall()),
            Tables.share(matrix.macroF1())));
    return Tables.of(List.of("class", "samples", "precision", "recall", "F1"), rows);
  }

  /** The mistakes of which the network was most certain; empty where there are none to be seen. */
  String mistakes() {
    if (!data.hasLabels() || data.targetSize() > 1 || !Picture.isImage(data.shape())) {
      return "";
    }
    int[] wrong = evaluation.wrong();
    List<Mistake> worst =
        Arrays.stream(wrong)
            .mapToObj(this::mistake)
            .sorted(Comparator.comparingDouble(Mistake::probability).reversed())
            .limit(SHOWN_MISTAKES)
            .toList();
    if (worst.isEmpty()) {
      return "";
    }
    StringBuilder tiles = new StringBuilder("<div class=\"tiles\">\n");
    worst.forEach(m -> tiles.append(tile(m)));
    String heading =
        "The %d of %s mistakes of which the network was most certain"
            .formatted(worst.size(), Text.count(wrong.length));
    return Page.card(heading, tiles.append("</div>\n").toString());
  }

  private Mistake mistake(int sample) {
    int predicted = evaluation.predicted(sample);
    float[] outputs = network.predict(data.input(sample));
    return new Mistake(sample, data.label(sample), predicted, outputs[predicted]);
  }

  private String tile(Mistake m) {
    String label = name(m.label());
    String predicted = name(m.predicted());
    String picture =
        Picture.of(data.input(m.sample()), data.shape(), 0, 1)
            .markup(TILE, "sample " + m.sample() + ", " + label + " taken for " + predicted);
    return Text.format(
        "<figure>%s<figcaption><b>%s</b> → %s<br>%.1f %%</figcaption></figure>\n",
        picture, Text.escape(label), Text.escape(predicted), 100 * m.probability());
  }

  private String name(int c) {
    return c < names.size() ? names.get(c) : Integer.toString(c);
  }
}
