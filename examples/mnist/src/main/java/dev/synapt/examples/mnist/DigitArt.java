package dev.synapt.examples.mnist;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws grey images with characters. A character is as wide as one pixel and as high as two, which
 * is about the shape that characters have.
 */
final class DigitArt {

  /** From no ink to most: characters of ASCII by how dark they look. */
  private static final String SHADES = " .:-=+*#%@";

  private static final char UPPER = '▀';
  private static final char LOWER = '▄';
  private static final char FULL = '█';
  private static final float INKED = 0.4f;

  private final boolean blocks;

  /**
   * Chooses the characters.
   *
   * @param blocks whether half blocks can be written; else shades of ASCII are used
   */
  DigitArt(boolean blocks) {
    this.blocks = blocks;
  }

  /**
   * A part of an image.
   *
   * @param top first row
   * @param bottom one past the last row
   * @param left first column
   * @param right one past the last column
   */
  record Frame(int top, int bottom, int left, int right) {

    int width() {
      return right - left;
    }

    /** The smallest frame around the ink of all images; one pixel if there is no ink. */
    static Frame around(List<float[]> images, int width) {
      int top = Integer.MAX_VALUE;
      int bottom = 0;
      int left = Integer.MAX_VALUE;
      int right = 0;
      for (float[] image : images) {
        for (int i = 0; i < image.length; i++) {
          if (image[i] > 0) {
            top = Math.min(top, i / width);
            bottom = Math.max(bottom, i / width + 1);
            left = Math.min(left, i % width);
            right = Math.max(right, i % width + 1);
          }
        }
      }
      return bottom == 0 ? new Frame(0, 1, 0, 1) : new Frame(top, bottom, left, right);
    }
  }

  /**
   * Draws a part of an image.
   *
   * @param image rows of {@code width} pixels, 0 (no ink) ... 1
   * @param width pixels in a row of the image
   * @param frame what to draw
   * @return lines of {@code frame.width()} characters, half as many as the frame has rows
   */
  List<String> draw(float[] image, int width, Frame frame) {
    List<String> lines = new ArrayList<>();
    for (int row = frame.top; row < frame.bottom; row += 2) {
      StringBuilder line = new StringBuilder();
      for (int column = frame.left; column < frame.right; column++) {
        float upper = image[row * width + column];
        float lower = row + 1 < frame.bottom ? image[(row + 1) * width + column] : 0;
        line.append(blocks ? block(upper > INKED, lower > INKED) : shade((upper + lower) / 2));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static char block(boolean upper, boolean lower) {
    if (upper) {
      return lower ? FULL : UPPER;
    }
    return lower ? LOWER : ' ';
  }

  private static char shade(float ink) {
    int last = SHADES.length() - 1;
    return SHADES.charAt(Math.clamp(Math.round(ink * last), 0, last));
  }
}
