package dev.synapt.runtime.data;

import dev.synapt.runtime.io.FileFormatException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.nio.file.Path;

/** An image whose pixels are classes: gray levels or positions in a palette, as they are stored. */
record MaskImage(Path file, BufferedImage image) {

  /** Labels row by row; masks of another size are read at the nearest pixel. */
  void read(int[] labels, int offset, int height, int width) throws FileFormatException {
    boolean indexed = image.getColorModel() instanceof IndexColorModel;
    if (!indexed && image.getRaster().getNumBands() != 1) {
      throw new FileFormatException(
          file,
          0,
          "a mask has one class in each pixel, gray or by palette, but this image has "
              + image.getRaster().getNumBands()
              + " values in each");
    }
    Raster raster = image.getRaster();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        labels[offset + y * width + x] =
            raster.getSample(
                nearest(x, width, image.getWidth()), nearest(y, height, image.getHeight()), 0);
      }
    }
  }

  /** The pixel in whose middle the middle of the wanted one lies. */
  private static int nearest(int pixel, int size, int ownSize) {
    return (int) ((2L * pixel + 1) * ownSize / (2L * size));
  }
}
