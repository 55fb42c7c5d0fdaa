package dev.synapt.examples.peers.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.examples.peers.measure.Library;
import dev.synapt.examples.peers.measure.Task;
import dev.synapt.examples.peers.work.Workload;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class ReportTest {

  private static final String DAY = "2026-11-23T12:00:00Z/";

  @TempDir private Path folder;

  private ResultsFile file;

  @BeforeEach
  void writeResults() throws IOException {
    file = new ResultsFile(folder.resolve("results.tsv"));
    rate(1, Library.SYNAPT, "default", 300, 310, 290);
    rate(1, Library.LIBTORCH, "default", 100);
    rate(1, Library.LIBTORCH, "malloc", 60);
    rate(2, Library.SYNAPT, "default", 330);
    rate(2, Library.LIBTORCH, "default", 150);
    rate(2, Library.LIBTORCH, "malloc", 70);
    rate(3, Library.SYNAPT, "default", 440);
    latency(Library.SYNAPT, 5, 6);
    latency(Library.ONNX_RUNTIME, 20, 22);
  }

  private void rate(int round, Library library, String variant, double... windows)
      throws IOException {
    file.append(
        new Measurement(
            DAY + round, library, variant, Workload.W3, Task.TRAIN, 1, "rate", windows));
  }

  private void latency(Library library, double p50, double p99) throws IOException {
    for (var entry : List.of(List.of("p50", p50), List.of("p99", p99))) {
      file.append(
          new Measurement(
              DAY + 4,
              library,
              "default",
              Workload.W1,
              Task.LATENCY,
              1,
              (String) entry.get(0),
              new double[] {(double) entry.get(1)}));
    }
  }

  @Test
  void readsWhatItWrote() throws IOException {
    List<Measurement> all = file.read();
    assertEquals(11, all.size());
    assertEquals(Library.SYNAPT, all.getFirst().library());
    assertArrayEquals(new double[] {300, 310, 290}, all.getFirst().windows());
  }

  @Test
  void ratiosAreOfTheSameRoundAndThePeersBestVariant() throws IOException {
    Comparison training = Comparison.of(file.read(), Task.TRAIN).getFirst();
    assertEquals("default", training.variant(Library.LIBTORCH));
    assertEquals(new Statistics(330, 300, 440), training.values(Library.SYNAPT));
    assertEquals(new Statistics((3 + 2.2) / 2, 2.2, 3), training.ratios(Library.LIBTORCH));
    assertEquals(440 / 150.0, training.bestRatio(Library.LIBTORCH));
    assertFalse(training.hasRatios(Library.SMILE));
  }

  @Test
  void shorterLatencyIsFaster() throws IOException {
    Comparison latency = Comparison.of(file.read(), Task.LATENCY).getFirst();
    assertEquals(4, latency.ratios(Library.ONNX_RUNTIME).median());
  }

  @Test
  void reportHasATableForEachTask() throws IOException {
    String report = MarkdownReport.of(file);
    assertTrue(report.contains("2026-11-23"), report);
    assertTrue(
        report.contains("| LeNet-5 (batch 64, SGD, momentum) | 1 | 330 (300–440) |"), report);
    assertTrue(report.contains("**2.60** (2.20–3.00) | 2.93"), report);
    assertTrue(report.contains("| MLP 784-256-128-10 | 5.00 | 6.00 |"), report);
  }

  @Test
  void chartIsWellFormedAndHasABarForEachRatio() throws Exception {
    String svg = RatioChart.of(file);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    int legend = 2;
    int bars = 2;
    assertEquals(legend + bars, document.getElementsByTagName("rect").getLength(), svg);
    assertTrue(svg.contains(">2.60×<") && svg.contains(">4.00×<"), svg);
  }

  @Test
  void numbersHaveThreeDigits() {
    assertEquals("12,300", Statistics.number(12_345));
    assertEquals("1,230,000", Statistics.number(1_234_567));
    assertEquals("123", Statistics.number(123.4));
    assertEquals("12.3", Statistics.number(12.34));
    assertEquals("1.23", Statistics.number(1.234));
    assertEquals("0.123", Statistics.number(0.1234));
  }
}
