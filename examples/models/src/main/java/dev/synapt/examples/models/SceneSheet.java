package dev.synapt.examples.models;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.training.Evaluation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.IntUnaryOperator;

/** Scenes, the truth about them and what a network says, one below the other, as one picture. */
final class SceneSheet {

  private static final int ZOOM = 3;
  private static final int GAP = 6;
  private static final int CELL = ZOOM * Scenes.SIDE + GAP;
  private static final int ROWS = 3;

  /** By label. */
  private static final int[] COLOURS = {0x202020, 0x4c9be8, 0xf2a93b, 0x5fbf6a, 0xd65db1};

  private final BufferedImage image;
  private final Graphics2D graphics;

  private SceneSheet(int columns) {
    image = new BufferedImage(GAP + columns * CELL, GAP + ROWS * CELL, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
  }

  /**
   * Draws.
   *
   * @param scenes what was evaluated
   * @param evaluation of the network on them
   * @param count how many scenes, from the first
   */
  static BufferedImage draw(Dataset scenes, Evaluation evaluation, int count) {
    int columns = Math.min(count, scenes.size());
    SceneSheet sheet = new SceneSheet(columns);
    for (int column = 0; column < columns; column++) {
      float[] scene = scenes.input(column);
      int[] truth = scenes.labels(column);
      int[] predicted = evaluation.predictedLabels(column);
      sheet.draw(column, 0, i -> 0x10101 * Math.round(255 * scene[i]));
      sheet.draw(column, 1, i -> COLOURS[truth[i]]);
      sheet.draw(column, 2, i -> COLOURS[predicted[i]]);
    }
    sheet.graphics.dispose();
    return sheet.image;
  }

  private void draw(int column, int row, IntUnaryOperator colour) {
    for (int i = 0; i < Scenes.SIDE * Scenes.SIDE; i++) {
      int x = GAP + column * CELL + i % Scenes.SIDE * ZOOM;
      int y = GAP + row * CELL + i / Scenes.SIDE * ZOOM;
      graphics.setColor(new Color(colour.applyAsInt(i)));
      graphics.fillRect(x, y, ZOOM, ZOOM);
    }
  }
}
