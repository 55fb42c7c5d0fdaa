package dev.synapt.examples.models;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.random.CounterRandom;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Composes scenes {@code [1, 48, 48]} of which it is known what every pixel shows: two to four
 * pieces of clothing, each an image of Fashion-MNIST at a random place, in front of a random
 * texture. A piece covers what was there before it, with its pixels of {@value #VISIBLE} or more of
 * 255: through darker ones the texture is seen, and the truth says so. The texture is as bright as
 * many pieces, so that brightness alone says little.
 *
 * <p>The seed and the number of a scene decide everything in it.
 */
final class Scenes {

  /** Height and width of a scene. */
  static final int SIDE = 48;

  /** What a pixel may show, by label. */
  static final List<String> CLASS_NAMES =
      List.of("background", "T-shirt/top", "trouser", "sneaker", "bag");

  private static final int PIXELS = SIDE * SIDE;
  private static final int VISIBLE = 24;
  private static final int LEAST_PIECES = 2;
  private static final int MOST_PIECES = 4;

  /** Distance of the texture's random levels; between them it is interpolated. */
  private static final int TEXTURE_CELL = 8;

  private static final int TEXTURE_LEVELS = SIDE / TEXTURE_CELL + 1;
  private static final float BRIGHTEST_TEXTURE = 150;
  private static final float GRAIN = 40;

  /** How far a piece may reach beyond the border. */
  private static final int BEYOND = 6;

  private final Dataset clothes;
  private final int[] usable;
  private final long key;
  private final byte[] pixels;
  private final int[] labels;

  private Scenes(Dataset clothes, int count, long seed) {
    this.clothes = clothes;
    this.usable =
        IntStream.range(0, clothes.size()).filter(i -> label(clothes.label(i)) > 0).toArray();
    this.key = CounterRandom.key(seed, "scenes");
    this.pixels = new byte[Math.multiplyExact(count, PIXELS)];
    this.labels = new int[pixels.length];
  }

  /**
   * Composes.
   *
   * @param clothes images of Fashion-MNIST; those of other kinds are not used
   * @param count how many scenes
   * @param seed any number
   * @return images with a label for each pixel
   */
  static Dataset compose(Dataset clothes, int count, long seed) {
    Scenes scenes = new Scenes(clothes, count, seed);
    for (int scene = 0; scene < count; scene++) {
      scenes.compose(scene);
    }
    return Dataset.ofLabelMaps(
            scenes.pixels, scenes.labels, PIXELS, OptionalInt.empty(), 1, SIDE, SIDE)
        .withClassNames(CLASS_NAMES);
  }

  private static int label(int kindOfClothing) {
    return Math.max(0, CLASS_NAMES.indexOf(FashionMnist.CLASS_NAMES.get(kindOfClothing)));
  }

  private void compose(int scene) {
    long sceneKey = CounterRandom.key(key, scene);
    paintTexture(scene * PIXELS, CounterRandom.key(sceneKey, "texture"));
    int pieces = LEAST_PIECES + CounterRandom.below(sceneKey, 0, MOST_PIECES - LEAST_PIECES + 1);
    for (int piece = 1; piece <= pieces; piece++) {
      paste(scene * PIXELS, CounterRandom.key(sceneKey, piece));
    }
  }

  private void paintTexture(int at, long textureKey) {
    long grain = CounterRandom.key(textureKey, "grain");
    for (int i = 0; i < PIXELS; i++) {
      float level = BRIGHTEST_TEXTURE * texture(textureKey, i / SIDE, i % SIDE);
      float value = level + GRAIN * (CounterRandom.uniform(grain, i) - 0.5f);
      pixels[at + i] = (byte) Math.clamp(Math.round(value), 0, 255);
    }
  }

  /** Bilinear between random levels, in 0 ... 1. */
  private static float texture(long textureKey, int row, int column) {
    int level = row / TEXTURE_CELL * TEXTURE_LEVELS + column / TEXTURE_CELL;
    float down = row % TEXTURE_CELL / (float) TEXTURE_CELL;
    float right = column % TEXTURE_CELL / (float) TEXTURE_CELL;
    float above = between(textureKey, level, right);
    float below = between(textureKey, level + TEXTURE_LEVELS, right);
    return above + down * (below - above);
  }

  private static float between(long textureKey, int level, float share) {
    float left = CounterRandom.uniform(textureKey, level);
    return left + share * (CounterRandom.uniform(textureKey, level + 1) - left);
  }

  private void paste(int at, long pieceKey) {
    int chosen = usable[CounterRandom.below(pieceKey, 0, usable.length)];
    int places = SIDE - FashionMnist.SIDE + 2 * BEYOND + 1;
    int top = CounterRandom.below(pieceKey, 1, places) - BEYOND;
    int left = CounterRandom.below(pieceKey, 2, places) - BEYOND;
    float[] piece = clothes.input(chosen);
    int label = label(clothes.label(chosen));
    for (int i = 0; i < piece.length; i++) {
      int row = top + i / FashionMnist.SIDE;
      int column = left + i % FashionMnist.SIDE;
      int value = Math.round(255 * piece[i]);
      if (value >= VISIBLE && row >= 0 && row < SIDE && column >= 0 && column < SIDE) {
        pixels[at + row * SIDE + column] = (byte) value;
        labels[at + row * SIDE + column] = label;
      }
    }
  }
}
