package dev.synapt.testing;

import java.lang.reflect.Field;

/**
 * Registers wider than the machine's, so that code for them can be checked where there are none:
 * the Vector API computes operations that the processor lacks in plain Java, slowly, with the same
 * results.
 */
public final class EmulatedRegisters {

  /** What a JVM needs for {@link #use}: the API has no setting for its preferred registers. */
  public static final String JVM_OPTION =
      "--add-opens=jdk.incubator.vector/jdk.incubator.vector=ALL-UNNAMED";

  private static final String SHAPES = "jdk.incubator.vector.VectorShape";

  private EmulatedRegisters() {}

  /**
   * Makes registers of so many bits the preferred ones. Call it before anything uses the Vector
   * API, in a JVM started with {@link #JVM_OPTION}.
   *
   * @param bits 64, 128, 256 or 512
   * @throws IllegalStateException if this JVM was not started so, or prefers others already
   */
  public static void use(int bits) {
    try {
      Class<?> shapes = Class.forName(SHAPES);
      Object wanted = shapes.getMethod("forBitSize", int.class).invoke(null, bits);
      Field preferred = shapes.getDeclaredField("PREFERRED_SHAPE");
      preferred.setAccessible(true);
      if (preferred.get(null) != null) {
        throw new IllegalStateException("registers are chosen already: " + preferred.get(null));
      }
      preferred.set(null, wanted);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(
          "cannot emulate registers of %d bits; start the JVM with %s".formatted(bits, JVM_OPTION),
          e);
    }
  }
}
