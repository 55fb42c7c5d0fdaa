package dev.synapt.report;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.Normalizer;
import dev.synapt.runtime.data.Augmentation;
import dev.synapt.runtime.data.AugmentedBatches;
import dev.synapt.runtime.data.Dataset;

/**
 * What the network is given: samples before and after normalisation and augmentation.
 *
 * @param train the training data
 * @param normalizer null for none
 * @param augmentation null for none
 * @param seed of the augmentation
 */
record InputSection(Dataset train, Normalizer normalizer, Augmentation augmentation, long seed) {

  private static final int SHOWN = 12;
  private static final int COUNTED = 1000;
  private static final int TILE = 56;
  private static final int VERSIONS = 3;

  String markup() {
    String normalized = normalizer == null ? "" : normalization();
    String changed = augmentation == null || !Picture.isImage(train.shape()) ? "" : augmented();
    return normalized + changed;
  }

  private String normalization() {
    int counted = Math.min(COUNTED, train.size());
    int size = train.inputSize();
    float[] before = new float[Math.multiplyExact(counted, size)];
    for (int i = 0; i < counted; i++) {
      System.arraycopy(train.input(i), 0, before, i * size, size);
    }
    float[] after = new float[before.length];
    normalizer.apply(before, 0, after, counted, size);
    Histogram raw = new Histogram(before);
    Histogram normal = new Histogram(after);
    String strips =
        Picture.isImage(train.shape())
            ? strip("raw", before, raw) + strip("normalised", after, normal)
            : "";
    String histograms =
        Page.grid("two", part("Raw", raw) + part("As the network is given them", normal));
    String note =
        Text.format(
            "<p class=\"note\">(x − shift) / scale, %s, learned from the training data, kept with the"
                + " weights. Undone, the largest difference of the first %s samples is %s.</p>",
            normalizer.groups() == 1
                ? "the same for all inputs"
                : "of its own for each of " + Text.count(normalizer.groups()) + " groups of inputs",
            Text.count(counted),
            Text.number(difference(before, after)));
    return Page.card(
        "Before and after normalisation, first %s samples".formatted(Text.count(counted)),
        strips + histograms + note);
  }

  private static String part(String name, Histogram histogram) {
    return "<div><p class=\"soft\">"
        + name
        + ": "
        + Text.escape(histogram.figures())
        + "</p>"
        + histogram.markup(name)
        + "</div>";
  }

  private String strip(String name, float[] samples, Histogram range) {
    StringBuilder strip = new StringBuilder("<div class=\"strip\"><span>" + name + "</span>");
    int size = train.inputSize();
    for (int i = 0; i < Math.min(SHOWN, train.size()); i++) {
      float[] sample = new float[size];
      System.arraycopy(samples, i * size, sample, 0, size);
      strip.append(
          Picture.of(sample, train.shape(), range.low(), range.high())
              .markup(TILE, name + " sample " + i));
    }
    return strip + "</div>\n";
  }

  /** Of what comes back when the normaliser is undone. */
  private double difference(float[] before, float[] after) {
    float[] shift = normalizer.shift();
    float[] scale = normalizer.scale();
    int plane = train.inputSize() / normalizer.groups();
    double most = 0;
    for (int i = 0; i < before.length; i++) {
      int group = i / plane % normalizer.groups();
      most = Math.max(most, Math.abs(after[i] * scale[group] + shift[group] - before[i]));
    }
    return most;
  }

  private String augmented() {
    AugmentedBatches batches = new AugmentedBatches(train, augmentation, seed);
    int count = Math.min(SHOWN, train.size());
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    Batch batch = train.newBatch(count);
    train.fill(batch, order, 0, count);
    StringBuilder strips = new StringBuilder(tiles("as it is", batch));
    for (int epoch = 1; epoch <= VERSIONS; epoch++) {
      batches.fill(batch, order, 0, count, epoch);
      strips.append(tiles("epoch " + epoch, batch));
    }
    String note = "<p class=\"note\">" + Text.escape(augmentation.toString()) + "</p>";
    return Page.card("Before and after augmentation", strips + note);
  }

  private String tiles(String name, Batch batch) {
    float[] samples = batch.inputs();
    StringBuilder strip = new StringBuilder("<div class=\"strip\"><span>" + name + "</span>");
    int size = batch.inputSize();
    for (int i = 0; i < batch.size(); i++) {
      float[] sample = new float[size];
      System.arraycopy(samples, i * size, sample, 0, size);
      strip.append(Picture.of(sample, train.shape(), 0, 1).markup(TILE, name + ", sample " + i));
    }
    return strip + "</div>\n";
  }
}
