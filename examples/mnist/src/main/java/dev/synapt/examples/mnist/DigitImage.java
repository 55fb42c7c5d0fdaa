package dev.synapt.examples.mnist;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * Prepares the image of a digit as MNIST's were (LeCun, Cortes, Burges): light on dark, scaled to
 * fit into 20 x 20 pixels with its proportions kept, and placed in 28 x 28 with its centre of mass
 * in the middle.
 */
final class DigitImage {

  private static final int BOX = 20;

  /** Of the greatest difference from the ground: what is fainter is not cropped to. */
  private static final float INKED = 0.1f;

  /** A difference from the ground below this, in 0 ... 1, is none that can be read. */
  private static final float FAINT = 0.1f;

  private DigitImage() {}

  /**
   * Reads and prepares an image.
   *
   * @param file PNG, JPEG, BMP or GIF; what is transparent counts as white
   * @return {@code [1, 28, 28]}, 0 (ground) ... 1 (ink)
   * @throws IOException if it cannot be read, is no image, or has nothing on it
   */
  static float[] read(Path file) throws IOException {
    Ink ink = Ink.of(luminance(decode(file)));
    if (ink.most() < FAINT) {
      throw new IOException(
          "%s: there is no digit to be seen, all pixels differ from the ground by %.0f %% at most"
              .formatted(file, 100 * ink.most()));
    }
    return prepare(ink);
  }

  private static BufferedImage decode(Path file) throws IOException {
    BufferedImage image;
    try (InputStream in = Files.newInputStream(file)) {
      image = ImageIO.read(in);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IOException(file + ": the image cannot be decoded: " + e.getMessage(), e);
    }
    if (image == null) {
      throw new IOException(file + ": this is no image of a known format");
    }
    return image;
  }

  /** As ITU-R BT.601 weighs red, green and blue, 0 ... 1. */
  private static Ink luminance(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage flat = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = flat.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    int[] colours = flat.getRGB(0, 0, width, height, null, 0, width);
    float[] values = new float[colours.length];
    for (int i = 0; i < values.length; i++) {
      int rgb = colours[i];
      int sum = 299 * (rgb >> 16 & 0xff) + 587 * (rgb >> 8 & 0xff) + 114 * (rgb & 0xff);
      values[i] = sum / 255_000f;
    }
    return new Ink(width, height, values);
  }

  /** Crops, scales and centres. */
  static float[] prepare(Ink ink) {
    Ink digit = ink.cropped(INKED * ink.most());
    double scale = (double) BOX / Math.max(digit.width, digit.height);
    Ink small =
        digit
            .scaled(length(digit.width, scale))
            .transposed()
            .scaled(length(digit.height, scale))
            .transposed();
    return small.centred(MnistData.SIDE);
  }

  private static int length(int pixels, double scale) {
    return Math.clamp(Math.round(pixels * scale), 1, BOX);
  }

  /**
   * How much ink there is.
   *
   * @param width pixels of a row
   * @param height rows
   * @param values {@code [height, width]}, 0 ... 1
   */
  record Ink(int width, int height, float[] values) {

    /** Whatever differs from the ground, which is the median of the border, in its direction. */
    static Ink of(Ink luminance) {
      float ground = luminance.border();
      float[] ink = luminance.values.clone();
      for (int i = 0; i < ink.length; i++) {
        ink[i] = Math.max(0, ground > 0.5f ? ground - ink[i] : ink[i] - ground);
      }
      return new Ink(luminance.width, luminance.height, ink);
    }

    private float border() {
      float[] border = new float[2 * (width + height)];
      for (int x = 0; x < width; x++) {
        border[2 * x] = values[x];
        border[2 * x + 1] = values[(height - 1) * width + x];
      }
      for (int y = 0; y < height; y++) {
        border[2 * (width + y)] = values[y * width];
        border[2 * (width + y) + 1] = values[y * width + width - 1];
      }
      Arrays.sort(border);
      return border[border.length / 2];
    }

    float most() {
      float most = 0;
      for (float value : values) {
        most = Math.max(most, value);
      }
      return most;
    }

    /** The smallest part with all pixels above a threshold. */
    Ink cropped(float threshold) {
      int left = width;
      int right = 0;
      int top = height;
      int bottom = 0;
      for (int i = 0; i < values.length; i++) {
        if (values[i] > threshold) {
          left = Math.min(left, i % width);
          right = Math.max(right, i % width + 1);
          top = Math.min(top, i / width);
          bottom = Math.max(bottom, i / width + 1);
        }
      }
      float[] part = new float[(right - left) * (bottom - top)];
      for (int y = top; y < bottom; y++) {
        int row = (y - top) * (right - left);
        System.arraycopy(values, y * width + left, part, row, right - left);
      }
      return new Ink(right - left, bottom - top, part);
    }

    Ink transposed() {
      float[] turned = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        turned[i % width * height + i / width] = values[i];
      }
      return new Ink(height, width, turned);
    }

    /**
     * Rows of another length: means over a new pixel's width, or between two pixels if there are
     * more than before.
     */
    Ink scaled(int newWidth) {
      double step = (double) width / newWidth;
      float[] result = new float[newWidth * height];
      for (int i = 0; i < result.length; i++) {
        double centre = (i % newWidth + 0.5) * step;
        int row = i / newWidth * width;
        double sum = 0;
        double weights = 0;
        int to = Math.min(width - 1, (int) (centre + Math.max(1, step)));
        for (int x = Math.max(0, (int) (centre - Math.max(1, step))); x <= to; x++) {
          double weight = Math.max(0, weight(x + 0.5 - centre, step));
          weights += weight;
          sum += weight * values[row + x];
        }
        result[i] = (float) (sum / weights);
      }
      return new Ink(newWidth, height, result);
    }

    /** How much of a pixel at a distance is within a new one of some width. */
    private static double weight(double distance, double step) {
      double half = step / 2;
      return step < 1
          ? 1 - Math.abs(distance)
          : Math.min(distance + 0.5, half) - Math.max(distance - 0.5, -half);
    }

    /**
     * In a square with the centre of mass half a pixel behind its middle, as MNIST's are, if it
     * fits so; the most ink becomes 1.
     */
    float[] centred(int side) {
      double mass = 0;
      double sumX = 0;
      double sumY = 0;
      for (int i = 0; i < values.length; i++) {
        mass += values[i];
        int row = i / width;
        sumX += values[i] * (i % width + 0.5);
        sumY += values[i] * (row + 0.5);
      }
      double middle = (side + 1) / 2.0;
      int left = Math.clamp(Math.round(middle - sumX / mass), 0, side - width);
      int top = Math.clamp(Math.round(middle - sumY / mass), 0, side - height);
      float most = most();
      float[] field = new float[side * side];
      for (int i = 0; i < values.length; i++) {
        field[(top + i / width) * side + left + i % width] = values[i] / most;
      }
      return field;
    }
  }
}
