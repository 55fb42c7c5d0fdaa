package dev.synapt.testing;

/**
 * The sizes of an image, or of a vector as an image of one position.
 *
 * @param channels planes
 * @param height rows
 * @param width columns
 */
public record Image(int channels, int height, int width) {

  int positions() {
    return height * width;
  }

  int size() {
    return channels * height * width;
  }
}
