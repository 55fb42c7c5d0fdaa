package dev.synapt.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.data.Augmentation;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.training.recipe.LearningRateFinder;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scales, bins, curves and images, by hand. */
final class DrawingTest {

  @Test
  void ticksAreRoundNumbersWithinTheScale() {
    assertEquals(List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0), rounded(Scale.of(0, 1, 0, 10, false)));
    assertEquals(
        List.of(96.0, 97.0, 98.0, 99.0, 100.0), rounded(Scale.of(96.2, 99.4, 0, 9, false)));
    assertEquals(List.of(0.01, 0.1, 1.0, 10.0), rounded(Scale.of(0.008, 20, 0, 10, true)));
    assertEquals(List.of(1.0, 2.0, 5.0, 10.0), rounded(Scale.of(1, 12, 0, 10, true)));
  }

  private static List<Double> rounded(Scale scale) {
    return scale.rounded(5).ticks(5).stream().map(t -> Math.round(t * 1e6) / 1e6).toList();
  }

  @Test
  void equalFactorsAreEqualDistancesOnALogarithmicScale() {
    Scale scale = Scale.of(1, 100, 0, 200, true);
    assertEquals(100, scale.at(10), 1e-9);
    assertEquals(0, scale.at(0.5), "outside is at the end");
    assertEquals(25, Scale.of(0, 4, 100, 0, false).at(3), 1e-9);
  }

  @Test
  void aLongCurveKeepsItsMeanInFewPoints() {
    Curve curve = new Curve();
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      curve.add(i, i % 7);
      sum += i % 7;
    }
    assertTrue(curve.points().size() <= 400 && curve.points().size() >= 200);
    double mean = curve.points().stream().mapToDouble(Point::y).average().orElseThrow();
    assertEquals(sum / 100_000, mean, 0.01);
    assertTrue(curve.points().getLast().x() > 99_000);
  }

  @Test
  void everyValueIsInOneBin() {
    Histogram histogram = new Histogram(new float[] {-1, 0, 0.999f, 1, Float.NaN});
    assertEquals(1, histogram.count(0));
    assertEquals(1, histogram.count(20));
    assertEquals(2, histogram.count(39));
    assertEquals(0.24975, histogram.mean(), 1e-6);
    assertEquals(-1, histogram.low());
    assertTrue(new Histogram(new float[0]).markup("none").contains("no values"));
    assertEquals(3, new Histogram(new float[] {2, 2, 2}).count(20));
  }

  /** Three of five are 0: the others can be seen. */
  @Test
  void aValueThatMostHaveIsToldOfAndNotDrawn() {
    Histogram histogram = new Histogram(new float[] {0, 0, 1, 0, 0.01f});
    assertEquals(1, histogram.count(0), "0.01");
    assertEquals(1, histogram.count(39));
    assertTrue(histogram.figures().endsWith("0 … 1 · 60.0 % are 0, not drawn"));
    assertEquals(2, new Histogram(new float[] {0, 0, 1, 2}).count(0), "half of them");
  }

  /** Means over steps end a little before the last one. */
  @Test
  void theAxisEndsAtTheEpochThatIsNearlyReached() {
    List<Point> points = List.of(new Point(0.01, 1), new Point(7.99, 2));
    String svg = new LineChart("rate", "epoch", 1, "").curve("rate", "one", points, false).markup();
    assertTrue(svg.contains(">8<"), svg);
    List<Point> half = List.of(new Point(0.01, 1), new Point(7.5, 2));
    String other = new LineChart("rate", "epoch", 1, "").curve("rate", "one", half, false).markup();
    assertFalse(other.contains(">8<"), other);
  }

  @Test
  void picturesHaveTheColoursOfTheirNumbers() {
    Picture gray = Picture.of(new float[] {0, 1, 0.5f, 2}, new int[] {1, 2, 2}, 0, 1);
    assertEquals(0xff000000, gray.image().getRGB(0, 0));
    assertEquals(0xffffffff, gray.image().getRGB(1, 0));
    assertEquals(0xff808080, gray.image().getRGB(0, 1));
    assertEquals(0xffffffff, gray.image().getRGB(1, 1), "beyond white is white");
    Picture red = Picture.of(new float[] {1, 0, 0}, new int[] {3, 1, 1}, 0, 1);
    assertEquals(0xffff0000, red.image().getRGB(0, 0));
    Picture signed = Picture.signed(new float[] {-1, 0, 1}, 3, 1);
    assertEquals(0xff1f5fc4, signed.image().getRGB(0, 0));
    assertEquals(0xffffffff, signed.image().getRGB(1, 0));
    assertEquals(0xffd9601a, signed.image().getRGB(2, 0));
  }

  @Test
  void layersAreReadFromTheSummary() {
    List<LayerTable.Block> blocks = LayerTable.blocks(Stripes.SUMMARY);
    assertEquals(List.of("input", "conv", "row"), blocks.stream().map(b -> b.name()).toList());
    assertEquals(List.of("Conv2d 4 @ 3x3, pad{1,1,1,1}", "Relu"), blocks.get(1).operations());
    assertArrayEquals(new int[] {4, 6, 6}, blocks.get(1).shape());
    assertEquals(40, blocks.get(1).parameters());
    assertEquals(List.of(), LayerTable.blocks("no table"));
  }

  @Test
  void aContactSheetHasTheImagesAsTheyAreAndAsTheyAreChanged() {
    Dataset data = Stripes.data(3);
    Augmentation flip = Augmentation.none().flipHorizontally(1);
    BufferedImage sheet = ContactSheet.draw(data, flip, 1, 5, 2);
    int side = 10 * Stripes.SIDE;
    assertEquals(4 + 3 * (side + 4), sheet.getWidth(), "three samples");
    assertEquals(4 + 3 * (side + 4), sheet.getHeight(), "as it is and two epochs");
    for (int x = 0; x < side; x++) {
      int raw = sheet.getRGB(4 + x, 5);
      assertEquals(raw, sheet.getRGB(4 + side - 1 - x, 4 + side + 5), "mirrored");
    }
    Dataset series = Dataset.ofTargets(new float[4], new float[1], 1, 1, 4);
    assertThrows(IllegalArgumentException.class, () -> ContactSheet.draw(series, flip, 1, 1, 1));
  }

  @Test
  void aSweepIsACurveWithItsSuggestion() {
    List<LearningRateFinder.Point> points =
        List.of(
            new LearningRateFinder.Point(1e-3, 2),
            new LearningRateFinder.Point(1e-2, 1),
            new LearningRateFinder.Point(1e-1, 0.5));
    String html = LearningRatePage.html("a & b", new LearningRateFinder.Result(points, 0.01, true));
    assertTrue(html.contains("Suggested is 0.01, a tenth"), html);
    assertTrue(html.contains("blew up") && html.contains("a &amp; b"), html);
    assertTrue(html.contains("suggested, learning rate 0.01: 1"), html);
  }

  @Test
  void numbersAreShort() {
    assertEquals("0", Text.number(0));
    assertEquals("0.05", Text.number(0.05));
    assertEquals("12.5", Text.number(12.5));
    assertEquals("473", Text.number(473));
    assertEquals("30,000", Text.number(30_000));
    assertEquals("1.0e-5", Text.number(1e-5));
    assertEquals("1 min 05 s", Text.duration(65));
    assertEquals("1 h 01 min", Text.duration(3660));
  }
}
