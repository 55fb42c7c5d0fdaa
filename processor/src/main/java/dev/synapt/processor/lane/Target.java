package dev.synapt.processor.lane;

/**
 * What kind of machine code is written for. Vector code does not fix the number of lanes, only how
 * many registers it counts on: 16 on x86 up to AVX2, 32 with AVX-512 and on AArch64.
 */
public enum Target {
  /** Plain Java: the definition of every kernel, and the path without the Vector API. */
  PLAIN("Plain", 0, 4),
  /** Vector code for 16 registers of at most 8 floats. */
  VECTOR_R16("VectorR16", 16, 4),
  /** Vector code for 32 registers of 4, 8 or 16 floats. */
  VECTOR_R32("VectorR32", 32, 8);

  private final String suffix;
  private final int registers;
  private final int rows;

  Target(String suffix, int registers, int rows) {
    this.suffix = suffix;
    this.registers = registers;
    this.rows = rows;
  }

  /** What class names end in. */
  public String suffix() {
    return suffix;
  }

  /** Vector registers that its code counts on. */
  public int registers() {
    return registers;
  }

  /**
   * Rows of a tile of two registers side by side. C2 loads the factors of all rows before it
   * multiplies, so a row takes three registers: 4 x 2 + 4 + 2 fit 16, 8 x 2 + 8 + 2 fit 32. In the
   * loop of a dense layer a tile of one row more spills sums to the stack and waits for them: on
   * Zen 3 4 x 2 makes 95 GFLOP/s of 102, 5 x 2 and 6 x 2 make 36 and 42.
   */
  public int rows() {
    return rows;
  }

  /**
   * The most lanes that a register of this target has. Sixteen-register code is never run with
   * wider registers, so two of its registers always divide a block of 16 floats.
   */
  public int maxLanes() {
    return this == VECTOR_R32 ? 16 : 8;
  }

  /** Whether it uses the Vector API. */
  public boolean isVector() {
    return this != PLAIN;
  }

  /**
   * The most registers side by side, up to {@code wanted}, that divide {@code floats} at every
   * register width.
   */
  public int columnsFor(int floats, int wanted) {
    int columns = wanted;
    while (columns > 1 && floats % (columns * maxLanes()) != 0) {
      columns /= 2;
    }
    return columns;
  }
}
