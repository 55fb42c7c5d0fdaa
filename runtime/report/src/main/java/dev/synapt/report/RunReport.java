package dev.synapt.report;

import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Normalizer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.data.Augmentation;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.io.AtomicFile;
import dev.synapt.runtime.training.Evaluation;
import dev.synapt.runtime.training.callback.LayerMonitor;
import dev.synapt.runtime.training.recipe.Baselines;
import dev.synapt.runtime.training.recipe.FitVerdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The report of a training: one HTML file that loads nothing and runs no program.
 *
 * <pre>{@code
 * var recorder = new RunRecorder();
 * var run = Training.of(new LeNet5Trainer()).data(train).validation(test).listener(recorder).fit();
 * RunReport.of("LeNet-5 on MNIST", recorder)
 *     .summary(LeNet5Trainer.summary())
 *     .weights(run.bestWeights())
 *     .trainingData(train)
 *     .results(new LeNet5Network(run.bestWeights()), test, test.classNames())
 *     .write(Path.of("report.html"));
 * }</pre>
 *
 * <p>Everything but the recorder is optional; what is not given is left out.
 */
public final class RunReport {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final String title;
  private final RunRecorder recorder;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> tables = new LinkedHashMap<>();
  private String summary = "";
  private Weights weights;
  private Dataset train;
  private Augmentation augmentation;
  private long augmentationSeed;
  private ResultSection results;
  private Map<String, List<LayerMonitor.Norms>> norms = Map.of();
  private FitVerdict verdict;
  private EnergyEstimate energy = EnergyEstimate.usual();

  private RunReport(String title, RunRecorder recorder) {
    this.title = title;
    this.recorder = recorder;
  }

  /**
   * Begins a report.
   *
   * @param title its heading
   * @param recorder a listener of the training
   * @return the report
   */
  public static RunReport of(String title, RunRecorder recorder) {
    return new RunReport(
        Objects.requireNonNull(title, "title"), Objects.requireNonNull(recorder, "recorder"));
  }

  /**
   * Tells of a setting of the training.
   *
   * @param name for example {@code "optimizer"}
   * @param value shown by its text
   * @return this
   */
  public RunReport setting(String name, Object value) {
    settings.put(name, String.valueOf(value));
    return this;
  }

  /**
   * Adds a table of its own beside the results, for example of baselines.
   *
   * @param heading above it
   * @param rows names and figures
   * @return this
   */
  public RunReport table(String heading, Map<String, String> rows) {
    tables.put(heading, Tables.pairs(rows));
    return this;
  }

  /**
   * The layers of the network, for the diagram and the table.
   *
   * @param text what {@code summary()} of a generated class gives
   * @return this
   */
  public RunReport summary(String text) {
    summary = text;
    return this;
  }

  /**
   * The trained weights, for filters, histograms and the normaliser.
   *
   * @param trained not changed
   * @return this
   */
  public RunReport weights(Weights trained) {
    weights = trained;
    return this;
  }

  /**
   * The training data, to show what the network is given.
   *
   * @param data the raw samples
   * @return this
   */
  public RunReport trainingData(Dataset data) {
    train = data;
    return this;
  }

  /**
   * How samples are changed at random while training.
   *
   * @param changes those of the training
   * @param seed of the training
   * @return this
   */
  public RunReport augmentation(Augmentation changes, long seed) {
    augmentation = changes;
    augmentationSeed = seed;
    return this;
  }

  /**
   * How the network does on data that it was not trained on. Evaluates it.
   *
   * @param network the trained network
   * @param data at least one sample
   * @param classNames names of the classes; none for data with targets
   * @return this
   */
  public RunReport results(InferenceNetwork network, Dataset data, List<String> classNames) {
    results = new ResultSection(network, data, classNames, Evaluation.of(network, data));
    return this;
  }

  /**
   * How large weights and gradients were while training.
   *
   * @param monitor a listener of the training
   * @return this
   */
  public RunReport norms(LayerMonitor<?> monitor) {
    norms = monitor.norms();
    return this;
  }

  /**
   * Whether the network learned too little or too much by heart.
   *
   * @param baseline the same answer for all, on the data of the validations
   * @return this
   */
  public RunReport verdict(Baselines baseline) {
    verdict =
        recorder.history().epochs().isEmpty()
            ? null
            : FitVerdict.of(recorder.history(), baseline.loss());
    return this;
  }

  /**
   * Other assumptions for the estimate of energy than {@link EnergyEstimate#usual()}.
   *
   * @param assumptions for the machine that trained
   * @return this
   */
  public RunReport energy(EnergyEstimate assumptions) {
    energy = Objects.requireNonNull(assumptions, "assumptions");
    return this;
  }

  /**
   * The page.
   *
   * @return HTML
   */
  public String html() {
    Page page = new Page(title, subtitle());
    page.section("overview", "Overview", overview());
    page.section("curves", "Curves", new CurveSection(recorder).markup());
    if (results != null) {
      page.section("results", "Results", results.results() + ownTables());
      page.section("mistakes", "Mistakes", results.mistakes());
    }
    page.section("input", "Input", input());
    page.section("network", "Network", network());
    page.section("weights", "Weights", weights == null ? "" : weightSection());
    page.section("layers", "Layers", layers());
    page.section("cost", "Cost", new CostSection(recorder, energy).markup());
    return page.markup();
  }

  private String overview() {
    return new Overview(recorder, results, energy, settings, verdict).markup();
  }

  private String subtitle() {
    String end =
        recorder
            .end()
            .map(e -> ", " + e.toString().toLowerCase(Locale.ROOT).replace('_', ' '))
            .orElse("");
    return DATE.format(recorder.began()) + end;
  }

  private String ownTables() {
    StringBuilder cards = new StringBuilder();
    tables.forEach((heading, table) -> cards.append(Page.card(heading, table)));
    return cards.isEmpty() ? "" : Page.grid("two", cards.toString());
  }

  private String input() {
    Normalizer normalizer = weights == null ? null : weights.normalizer().orElse(null);
    return train == null
        ? ""
        : new InputSection(train, normalizer, augmentation, augmentationSeed).markup();
  }

  private String network() {
    if (summary.isEmpty()) {
      return "";
    }
    String diagram = new NetworkDiagram(LayerTable.blocks(summary)).markup();
    String text = "<pre>" + Text.escape(summary) + "</pre>";
    return Page.card(
        "Layers, and what leaves each",
        diagram + "<details><summary>Layers and memory as a table</summary>" + text + "</details>");
  }

  private String layers() {
    return results == null
        ? new LayerSection(null, null, norms).markup()
        : new LayerSection(results.network(), results.data(), norms).markup();
  }

  private String weightSection() {
    int[] shape = train == null ? new int[0] : train.shape();
    return new WeightSection(weights, shape).markup();
  }

  /**
   * Writes the page, in one step: a reader sees the former file or the whole new one.
   *
   * @param file ends in {@code .html}
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    byte[] bytes = html().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
  }
}
