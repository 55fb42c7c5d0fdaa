package dev.synapt.processor.lane;

/**
 * What kind of machine code is written for. Vector code does not fix the number of lanes, only how many registers it
 * counts on: 16 on x86 up to AVX2, 32 with AVX-512 and on AArch64.
 */
public enum Target {
  /** Plain Java: the definition of every kernel, and the path without the Vector API. */
  PLAIN("Plain", 1),
  /** Vector code for 16 registers of at most 8 floats. */
  VECTOR_R16("VectorR16", 2),
  /** Vector code for 32 registers of 4, 8 or 16 floats. */
  VECTOR_R32("VectorR32", 4);

  private final String suffix;
  private final int columns;

  Target(String suffix, int columns) {
    this.suffix = suffix;
    this.columns = columns;
  }

  /** What class names end in. */
  public String suffix() {
    return suffix;
  }

  /**
   * Registers side by side in a tile of six rows: 6 x 2 + 2 + 1 registers fit 16, 6 x 4 + 4 + 1 fit 32.
   */
  public int columns() {
    return columns;
  }

  /**
   * The most lanes that a register of this target has. Sixteen-register code is never run with wider registers, so
   * two of its registers always divide a block of 16 floats.
   */
  public int maxLanes() {
    return this == VECTOR_R32 ? 16 : 8;
  }

  /** Whether it uses the Vector API. */
  public boolean isVector() {
    return this != PLAIN;
  }

  /** The most registers side by side, up to {@code wanted}, that divide {@code floats} at every register width. */
  public int columnsFor(int floats, int wanted) {
    int columns = wanted;
    while (columns > 1 && floats % (columns * maxLanes()) != 0) {
      columns /= 2;
    }
    return columns;
  }
}
