package dev.synapt.report;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.data.Augmentation;
import dev.synapt.runtime.data.AugmentedBatches;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.io.AtomicFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Images before and after augmentation as one picture: a column for each sample, the first row as
 * it is, the others as the following epochs see it.
 */
public final class ContactSheet {

  private static final int GAP = 4;
  private static final int LEAST_SIDE = 56;

  private ContactSheet() {}

  /**
   * Draws a sheet.
   *
   * @param data images {@code [1, H, W]} or {@code [3, H, W]}, values 0 ... 1
   * @param augmentation that of the training
   * @param seed of the training
   * @param samples how many columns, from the first sample
   * @param epochs how many rows besides the first
   * @return the picture
   */
  public static BufferedImage draw(
      Dataset data, Augmentation augmentation, long seed, int samples, int epochs) {
    if (!Picture.isImage(data.shape()) || samples < 1 || epochs < 0 || data.size() == 0) {
      throw new IllegalArgumentException(
          "a contact sheet needs gray or coloured images, a column and no negative number of rows");
    }
    int count = Math.min(samples, data.size());
    int[] order = IntStream.range(0, count).toArray();
    Batch batch = data.newBatch(count);
    Sheet sheet = new Sheet(data.shape(), count, epochs + 1);
    data.fill(batch, order, 0, count);
    sheet.row(0, batch);
    AugmentedBatches batches = new AugmentedBatches(data, augmentation, seed);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      batches.fill(batch, order, 0, count, epoch);
      sheet.row(epoch, batch);
    }
    return sheet.image;
  }

  /**
   * Draws a sheet into a PNG file.
   *
   * @param file replaced in one step
   * @param sheet what {@link #draw} gave
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, BufferedImage sheet) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(sheet, "png", bytes);
    AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(bytes.toByteArray())));
  }

  private static final class Sheet {
    private final int[] shape;
    private final int zoom;
    private final BufferedImage image;
    private final Graphics2D graphics;

    Sheet(int[] shape, int columns, int rows) {
      this.shape = shape;
      this.zoom = Math.max(1, Math.ceilDiv(LEAST_SIDE, Math.max(shape[1], shape[2])));
      this.image =
          new BufferedImage(
              GAP + columns * (zoom * shape[2] + GAP),
              GAP + rows * (zoom * shape[1] + GAP),
              BufferedImage.TYPE_INT_RGB);
      this.graphics = image.createGraphics();
      graphics.setColor(Color.GRAY);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    }

    void row(int row, Batch batch) {
      int size = batch.inputSize();
      for (int i = 0; i < batch.size(); i++) {
        float[] sample = new float[size];
        System.arraycopy(batch.inputs(), i * size, sample, 0, size);
        graphics.drawImage(
            Picture.of(sample, shape, 0, 1).image(),
            GAP + i * (zoom * shape[2] + GAP),
            GAP + row * (zoom * shape[1] + GAP),
            zoom * shape[2],
            zoom * shape[1],
            null);
      }
    }
  }
}
