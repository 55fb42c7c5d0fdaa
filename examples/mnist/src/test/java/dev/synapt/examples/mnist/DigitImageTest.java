package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A made seven, drawn at several places and sizes. */
final class DigitImageTest {

  @TempDir private Path folder;

  private static BufferedImage seven(int width, int height, int x, int y, double size) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.translate(x, y);
    graphics.scale(size, size);
    graphics.setColor(Color.WHITE);
    graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    graphics.drawPolyline(new int[] {0, 20, 8}, new int[] {2, 2, 38}, 3);
    graphics.dispose();
    return image;
  }

  private float[] read(BufferedImage image) throws IOException {
    Path file = folder.resolve("digit.png");
    ImageIO.write(image, "png", file.toFile());
    return DigitImage.read(file);
  }

  private static BufferedImage inverted(BufferedImage image) {
    BufferedImage result =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
      int x = i % image.getWidth();
      int y = i / image.getWidth();
      result.setRGB(x, y, ~image.getRGB(x, y));
    }
    return result;
  }

  private static double difference(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }

  @Test
  void aDigitFillsTwentyRowsAndItsMassIsInTheMiddle() throws IOException {
    float[] field = read(seven(100, 80, 30, 20, 1));
    DigitArt.Frame frame = DigitArt.Frame.around(List.of(field), 28);
    assertEquals(20, frame.bottom() - frame.top());
    assertTrue(frame.width() >= 10 && frame.width() <= 14, "half as wide as high: " + frame);
    double mass = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < field.length; i++) {
      mass += field[i];
      int row = i / 28;
      x += field[i] * (i % 28 + 0.5);
      y += field[i] * (row + 0.5);
    }
    assertEquals(14.5, x / mass, 0.5);
    assertEquals(14.5, y / mass, 0.5);
  }

  @Test
  void placeAndGroundMakeNoDifference() throws IOException {
    BufferedImage image = seven(100, 80, 30, 20, 1);
    float[] expected = read(image);
    assertArrayEquals(expected, read(seven(100, 80, 1, 1, 1)));
    assertArrayEquals(expected, read(seven(300, 50, 270, 5, 1)));
    assertArrayEquals(expected, read(inverted(image)), 1e-5f);
  }

  @Test
  void sizeMakesLittleDifference() throws IOException {
    float[] expected = read(seven(100, 80, 30, 20, 1));
    for (double size : new double[] {0.5, 2, 3.3, 10}) {
      float[] field = read(seven(500, 500, 40, 50, size));
      assertTrue(difference(expected, field) < 0.02, size + ": " + difference(expected, field));
    }
  }

  /** Transparent is white, so the digit must be dark. */
  @Test
  void whatIsTransparentIsGround() throws IOException {
    BufferedImage image = seven(100, 80, 30, 20, 1);
    BufferedImage dark = new BufferedImage(100, 80, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 8000; i++) {
      dark.setRGB(i % 100, i / 100, (image.getRGB(i % 100, i / 100) & 0xff) << 24);
    }
    assertArrayEquals(read(image), read(dark), 0.01f);
  }

  @Test
  void aLineAndAPointAreKept() throws IOException {
    BufferedImage image = new BufferedImage(9, 50, BufferedImage.TYPE_INT_RGB);
    for (int y = 10; y < 40; y++) {
      image.setRGB(4, y, 0xffffff);
    }
    float[] line = read(image);
    assertEquals(20, IntStream.range(0, 784).filter(i -> line[i] > 0).count());
    BufferedImage point = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    assertThrows(IOException.class, () -> read(point), "its only pixel is the ground");
  }

  @Test
  void anEmptyImageIsNamed() {
    BufferedImage gray = new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 900; i++) {
      gray.setRGB(i % 30, i / 30, 0x10101 * (120 + i % 20));
    }
    IOException error = assertThrows(IOException.class, () -> read(gray));
    assertTrue(error.getMessage().contains("digit.png: there is no digit to be seen"));
  }
}
