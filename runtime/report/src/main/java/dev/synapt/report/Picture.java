package dev.synapt.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Numbers as images, in the page itself. */
final class Picture {

  private static final int RGB = 3;

  private final BufferedImage image;

  private Picture(BufferedImage image) {
    this.image = image;
  }

  /** Whether samples of a shape can be seen: one plane or three, {@code [C, H, W]}. */
  static boolean isImage(int[] shape) {
    return shape.length == 3 && (shape[0] == 1 || shape[0] == RGB);
  }

  /**
   * An image, gray or coloured.
   *
   * @param values {@code [C, H, W]} with one or three planes
   * @param shape their shape
   * @param low what is black
   * @param high what is white
   */
  static Picture of(float[] values, int[] shape, double low, double high) {
    int height = shape[1];
    int width = shape[2];
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      int rgb = 0;
      for (int c = 0; c < RGB; c++) {
        int plane = shape[0] == RGB ? c : 0;
        rgb = rgb << 8 | level(values[plane * height * width + i], low, high);
      }
      image.setRGB(i % width, i / width, rgb);
    }
    return new Picture(image);
  }

  private static int level(double value, double low, double high) {
    double share = high > low ? (value - low) / (high - low) : 0;
    return (int) Math.round(255 * Math.clamp(share, 0, 1));
  }

  /**
   * Numbers around zero: blue below, orange above, white at zero.
   *
   * @param values rows of {@code width}
   * @param width of a row
   * @param most the magnitude that gets the full colour
   */
  static Picture signed(float[] values, int width, double most) {
    int height = values.length / width;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < values.length; i++) {
      double share = most > 0 ? Math.clamp(values[i] / most, -1, 1) : 0;
      image.setRGB(i % width, i / width, share < 0 ? mix(0x1f5fc4, -share) : mix(0xd9601a, share));
    }
    return new Picture(image);
  }

  /** From white to a colour. */
  private static int mix(int colour, double share) {
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int part = colour >> shift & 0xff;
      rgb |= (int) Math.round(255 + share * (part - 255)) << shift;
    }
    return rgb;
  }

  BufferedImage image() {
    return image;
  }

  /**
   * As an element of the page.
   *
   * @param pixels its width on the page
   * @param text what is told of it
   */
  String markup(int pixels, String text) {
    return Text.format(
        "<img src=\"data:image/png;base64,%s\" width=\"%d\" height=\"%d\" alt=\"%s\">",
        Base64.getEncoder().encodeToString(png()),
        pixels,
        Math.round((double) pixels * image.getHeight() / image.getWidth()),
        Text.escape(text));
  }

  private byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
