package dev.synapt.runtime.kernel;

/** Numbers {@code [positions][channels]} that are added to every sample of a sequence. */
public final class PositionTable {

  /** Wavelengths grow from 2 pi to so many times that. */
  private static final double SLOWEST = 10_000;

  private PositionTable() {}

  /**
   * Sines in even and cosines in odd channels, of wavelengths that grow with the channel (Vaswani
   * and others, "Attention is all you need", 2017): {@code sin(t / 10000^(2i/channels))} in channel
   * 2i.
   *
   * @return {@code [positions][channels]}, the same bits on every machine
   */
  public static float[] sinusoidal(int channels, int positions) {
    float[] table = new float[positions * channels];
    for (int c = 0; c < channels; c++) {
      double speed = StrictMath.pow(SLOWEST, -(double) (c - c % 2) / channels);
      for (int t = 0; t < positions; t++) {
        double angle = t * speed;
        table[t * channels + c] =
            (float) (c % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle));
      }
    }
    return table;
  }

  /**
   * {@code y = x + table}.
   *
   * @param x where the first position is, {@code [channels][lanes]}
   * @param xPixel floats from one position to the next
   * @param table holds the numbers
   * @param first where they start there
   * @param lanes samples side by side: 16 in slices, or 1
   * @param y where the first position goes
   */
  public static void add(
      float[] values,
      int x,
      int xPixel,
      float[] table,
      int first,
      int positions,
      int channels,
      int lanes,
      int y,
      int yPixel) {
    for (int t = 0; t < positions; t++) {
      for (int c = 0; c < channels; c++) {
        float number = table[first + t * channels + c];
        int from = x + t * xPixel + c * lanes;
        int to = y + t * yPixel + c * lanes;
        for (int l = 0; l < lanes; l++) {
          values[to + l] = values[from + l] + number;
        }
      }
    }
  }
}
