package dev.synapt.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

/** What the page says and shows. */
final class RunReportTest {

  private static final String HTML = Stripes.report().html();

  private static int count(String text) {
    return HTML.split(Pattern.quote(text), -1).length - 1;
  }

  @Test
  void everySectionIsThere() {
    for (String id :
        List.of(
            "overview", "curves", "results", "mistakes", "input", "network", "weights", "cost")) {
      assertEquals(1, count("<section id=\"" + id + "\">"), id);
      assertEquals(1, count("href=\"#" + id + "\""), id);
    }
  }

  /** What stands under a heading, up to the next one. */
  private static String card(String heading) {
    int from = HTML.indexOf("<h3>" + heading);
    assertTrue(from >= 0, heading);
    int to = HTML.indexOf("<h3>", from + 1);
    return HTML.substring(from, to < 0 ? HTML.length() : to);
  }

  @Test
  void everythingThatIsDrawnIsThere() {
    for (String drawing :
        List.of(
            "Loss",
            "Accuracy",
            "Learning rate",
            "Throughput",
            "Before and after normalisation",
            "Layers, and what leaves each",
            "row.dense.weight  3 × 36",
            "row.dense<")) {
      assertTrue(
          card(drawing).contains("<path d=\"M") || card(drawing).contains("<rect "), drawing);
    }
    for (String images :
        List.of(
            "The 12 of 12 mistakes",
            "Before and after normalisation",
            "Before and after augmentation",
            "What the first layer looks for: row.dense.weight")) {
      assertTrue(card(images).contains("<img "), images);
    }
    for (String table : List.of("Confusion matrix", "By class", "Activations", "Time", "Energy")) {
      assertTrue(card(table).contains("<table"), table);
    }
  }

  @Test
  void theEstimateOfEnergyTellsItsAssumptions() {
    String energy = card("Energy, estimated");
    for (String assumed : List.of("10 W", "1.56", "473 g CO2e", "not counted")) {
      assertTrue(energy.contains(assumed), energy);
    }
    String time = card("Time");
    assertTrue(time.contains("processor time, all cores together"), time);
    assertTrue(time.contains("from first step to last"), time);
  }

  @Test
  void thePageNeedsNothingElse() {
    assertFalse(HTML.contains("<script"), "no programs");
    assertFalse(HTML.contains("http:") || HTML.contains("https:"), "no addresses");
    Matcher source = Pattern.compile("(?:src|href)=\"([^\"]{1,20})").matcher(HTML);
    int seen = 0;
    while (source.find()) {
      seen++;
      String target = source.group(1);
      assertTrue(target.startsWith("data:") || target.startsWith("#"), target);
    }
    assertTrue(seen > 40, () -> "only a few links and images");
  }

  @Test
  void namesCannotBreakThePage() {
    assertFalse(HTML.contains("<bottom>") || HTML.contains("<fast>"));
    assertTrue(HTML.contains("&lt;bottom&gt;") && HTML.contains("Sgd &lt;fast&gt;"));
    assertTrue(HTML.contains("<title>Stripes &amp; rows</title>"));
  }

  /** Drawings are XML, which a parser can judge; browsers would guess. */
  @Test
  void drawingsAreWellFormed() throws ParserConfigurationException, IOException, SAXException {
    Matcher drawing = Pattern.compile("(?s)<svg .*?</svg>").matcher(HTML);
    int seen = 0;
    while (drawing.find()) {
      byte[] bytes = drawing.group().getBytes(StandardCharsets.UTF_8);
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(bytes));
      assertFalse(drawing.group().contains("NaN"), drawing.group());
      assertFalse(drawing.group().contains("Infinity"), drawing.group());
      seen++;
    }
    assertTrue(seen >= 8, "drawings: " + seen);
  }

  /** Twelve of sixty labels are wrong, and the network finds the row every time. */
  @Test
  void resultsAreThoseOfTheNetwork() {
    assertTrue(HTML.contains("80.00 %"), "accuracy");
    assertTrue(HTML.contains("The 12 of 12 mistakes"));
    assertEquals(12, count("<figcaption><b>"));
    assertTrue(HTML.contains("title=\"top taken for top: 80.00 %\">16</td>"));
    assertTrue(HTML.contains("title=\"middle taken for top: 20.00 %\">4</td>"));
  }

  @Test
  void theVerdictIsGivenWithItsNumbers() {
    assertTrue(HTML.contains("<b>A good fit</b>"));
    assertTrue(HTML.contains("loss of always the same answer</td><td class=\"text\">1.1<"));
  }

  @Test
  void theCostIsThatOfTheEpochs() {
    assertTrue(HTML.contains("<td class=\"text\">5,000</td>"), "samples");
    assertTrue(HTML.contains("<td class=\"text\">2,000</td>"), "a second");
    EnergyEstimate energy = new EnergyEstimate(10, 2, 400);
    assertEquals(1, energy.kilowattHours(180_000), 1e-12);
    assertEquals(400, energy.grams(180_000), 1e-9);
  }

  @Test
  void normalisationIsUndoneToTheLastBitsOfAByte() {
    Matcher text =
        Pattern.compile("largest difference of the first 60 samples is ([-\\d.e]+)\\.<")
            .matcher(HTML);
    assertTrue(text.find());
    assertTrue(Double.parseDouble(text.group(1)) < 1.0 / 255 / 100, text.group(1));
  }

  @Test
  void whatIsNotGivenIsLeftOut() {
    String bare = RunReport.of("bare", new RunRecorder()).html();
    assertFalse(bare.contains("<section id=\"results\""));
    assertFalse(bare.contains("<section id=\"weights\""));
    assertTrue(bare.endsWith("</html>\n"));
  }

  @Test
  void theFileIsThePage(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.html");
    Files.writeString(file, "former");
    Stripes.report().write(file);
    assertTrue(Files.readString(file).startsWith("<!DOCTYPE html>"));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }
}
